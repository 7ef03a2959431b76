namespace BackpropGen;

/// <summary>Marks a static method of real scalar C#: its derivatives are generated beside it.</summary>
/// <param name="derivatives">What is generated.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DifferentiableAttribute(Derivatives derivatives = Derivatives.First) : Attribute
{
    /// <summary>What is generated.</summary>
    public Derivatives Derivatives { get; } = derivatives;

    /// <summary>The highest order for a method from one number to one number, 1 unless said: 2 adds <c>FSecondDerivative</c>, 3
    /// <c>FThirdDerivative</c>, and so on.</summary>
    public int Order { get; set; } = 1;

    /// <summary>The names of the parameters to differentiate by; all of them unless said. The others are data.</summary>
    public string[]? By { get; set; }
}
