namespace BackpropGen;

/// <summary>
/// A real-valued array in a definition: a symbol that the compiler reads, never a container of numbers.
/// Its shape is that of <b>one sample</b>; the batch is added by the generated code.
/// </summary>
/// <remarks>
/// Operators broadcast as NumPy's do: shapes are aligned at their last axis, and an axis of length 1 stretches.
/// Numbers in a tensor expression are <see cref="double"/> constants.
/// Applying an operator at run time throws <see cref="InvalidOperationException"/>: definitions are read, not run.
/// </remarks>
public class Tensor
{
    private protected Tensor()
    {
    }

    /// <summary>Elementwise sum, with broadcasting.</summary>
    public static Tensor operator +(Tensor left, Tensor right) => throw Symbol.AppliedAtRunTime("+");

    /// <summary>Elementwise difference, with broadcasting.</summary>
    public static Tensor operator -(Tensor left, Tensor right) => throw Symbol.AppliedAtRunTime("-");

    /// <summary>Elementwise (Hadamard) product, with broadcasting. For the matrix product see <see cref="Functions.MatMul"/>.</summary>
    public static Tensor operator *(Tensor left, Tensor right) => throw Symbol.AppliedAtRunTime("*");

    /// <summary>Elementwise quotient, with broadcasting.</summary>
    public static Tensor operator /(Tensor left, Tensor right) => throw Symbol.AppliedAtRunTime("/");

    /// <summary>Elementwise negation.</summary>
    public static Tensor operator -(Tensor operand) => throw Symbol.AppliedAtRunTime("-");

    /// <summary>A constant scalar, shape <c>[]</c>.</summary>
    public static implicit operator Tensor(double value) => Symbol.Constant;

    internal sealed class Inert : Tensor;
}
