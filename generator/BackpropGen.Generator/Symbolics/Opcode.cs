namespace BackpropGen.Generator.Symbolics;

/// <summary>The kinds of a scalar expression.</summary>
internal enum Opcode
{
    /// <summary>A constant.</summary>
    Number,

    /// <summary>One of the function's arguments.</summary>
    Argument,

    /// <summary>A row of <see cref="FunctionTable"/> applied to its operands.</summary>
    Call,

    /// <summary>Operands (a, b, x, y): x where a compares to b, else y.</summary>
    Select,

    /// <summary>A product of integer powers, Π bᵢ^nᵢ; a quotient has negative exponents.</summary>
    Monomial,

    /// <summary>A weighted sum, c₀ + Σ cᵢ tᵢ; a negation is the weight −1.</summary>
    Linear,
}

/// <summary>How a <see cref="Opcode.Select"/> compares. The four others are these with operands or branches swapped,
/// which keeps the meaning for NaN: every comparison with NaN is false.</summary>
internal enum Comparison
{
    /// <summary>a &lt; b.</summary>
    Less,

    /// <summary>a ≤ b.</summary>
    LessOrEqual,

    /// <summary>a = b.</summary>
    Equal,
}

/// <summary>The arithmetic of emitted code.</summary>
internal enum Precision
{
    /// <summary>32-bit numbers, <c>float</c>.</summary>
    Single,

    /// <summary>64-bit numbers, <c>double</c>.</summary>
    Double,
}
