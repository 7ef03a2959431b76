namespace BackpropGen;

/// <summary>A trained array, shared by all samples. Made by <see cref="Layers.Parameter(int[], Initializer?)"/>.</summary>
public sealed class Parameter : Tensor
{
    internal Parameter()
    {
    }
}

/// <summary>
/// A named value that is not differentiated but updated while training and saved with the weights, such as a running
/// mean. Made by <see cref="Layers.State(int[], double)"/>, updated by <see cref="Functions.Update"/>.
/// </summary>
public sealed class State : Tensor
{
    internal State()
    {
    }
}
