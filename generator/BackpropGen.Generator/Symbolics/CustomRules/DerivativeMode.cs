namespace BackpropGen.Generator.Symbolics;

/// <summary>What a custom derivative of F takes and gives: the runtime's <c>BackpropGen.DerivativeMode</c>, value by value.</summary>
internal enum DerivativeMode
{
    /// <summary>Takes the arguments and gives every ∂F/∂xᵢ.</summary>
    Partial,

    /// <summary>Takes the arguments and their tangents, and gives the tangent of the value.</summary>
    Forward,

    /// <summary>Takes the arguments and the cotangent of the value, and gives those of the arguments.</summary>
    Reverse,
}
