namespace BackpropGen;

/// <summary>Marks a static method as the derivative of another method of its type, to be used in place of the one that symbolic
/// differentiation finds. The compiler checks its signature, and its value: a wrong rule is an error.</summary>
/// <param name="of">The name of the method whose derivative this is, from <c>double</c> or <c>float</c> parameters to one such number.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DerivativeAttribute(string of) : Attribute
{
    /// <summary>The name of the method.</summary>
    public string Of { get; } = of;

    /// <summary>What the method takes and gives; <see cref="DerivativeMode.Partial"/> unless said.</summary>
    public DerivativeMode Mode { get; set; }
}

/// <summary>The form of a custom derivative of <c>y = F(x₁, …, xₙ)</c>.</summary>
public enum DerivativeMode
{
    /// <summary>Takes <c>x₁, …, xₙ</c> and gives <c>∂F/∂x₁</c>, or a tuple of all <c>∂F/∂xᵢ</c>.</summary>
    Partial,

    /// <summary>Takes <c>x₁, …, xₙ</c> and their tangents <c>ẋ₁, …, ẋₙ</c>, and gives the tangent <c>ẏ = Σ ẋᵢ ∂F/∂xᵢ</c>.</summary>
    Forward,

    /// <summary>Takes <c>x₁, …, xₙ</c> and the cotangent <c>ȳ</c>, and gives <c>ȳ ∂F/∂x₁</c>, or a tuple of all <c>ȳ ∂F/∂xᵢ</c>.</summary>
    Reverse,
}
