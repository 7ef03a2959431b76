namespace BackpropGen.Generator.Symbolics;

/// <summary>One step of a <see cref="ScalarFunction"/>; its value is referred to by its index.</summary>
/// <param name="Opcode">What the step does.</param>
/// <param name="Operands">The indexes of earlier steps.</param>
/// <param name="Numbers">The value of a number; c₀, c₁, … of a weighted sum; the exponents of a monomial.</param>
/// <param name="Index">Which argument, from 0.</param>
/// <param name="Function">The function of a call.</param>
/// <param name="Comparison">The comparison of a selection.</param>
internal readonly record struct Instruction(
    Opcode Opcode,
    EquatableArray<int> Operands,
    EquatableArray<double> Numbers,
    int Index,
    Function? Function,
    Comparison Comparison);
