namespace BackpropGen.Generator.Symbolics;

/// <summary>A point where a custom derivative is wrong.</summary>
/// <param name="Argument">The argument whose partial derivative is wrong; −1 where it is the derivative along tangents.</param>
/// <param name="Point">The arguments.</param>
/// <param name="Seeds">The tangents, or the cotangent, where the mistake shows only with numbers other than 0 and 1; else empty.</param>
/// <param name="Expected">The derivative.</param>
/// <param name="Given">What the rule gives.</param>
internal sealed record DerivativeMistake(int Argument, EquatableArray<double> Point, EquatableArray<double> Seeds, double Expected, double Given);
