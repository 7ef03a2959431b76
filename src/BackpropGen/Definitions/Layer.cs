namespace BackpropGen;

/// <summary>A layer of a definition: from one tensor of one sample to another. Made by <see cref="Layers"/> or by a
/// method marked <see cref="LayerAttribute"/>.</summary>
/// <param name="x">The layer's input.</param>
/// <returns>The layer's output.</returns>
public delegate Tensor Layer(Tensor x);
