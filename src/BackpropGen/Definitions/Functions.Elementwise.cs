namespace BackpropGen;

/// <summary>What a definition applies to tensors. Use with <c>using static BackpropGen.Functions</c>.</summary>
/// <remarks>All are symbols read by the compiler; calling one at run time throws <see cref="InvalidOperationException"/>.
/// Shapes are those of one sample. Axes count from 0, or from −1 at the end.</remarks>
public static partial class Functions
{
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Tensor Sigmoid(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Sigmoid));

    /// <summary>The hyperbolic tangent.</summary>
    public static Tensor Tanh(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Tanh));

    /// <summary>max(x, 0); slope 0 at 0.</summary>
    public static Tensor Relu(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Relu));

    /// <summary>x where positive, else 0.01 x.</summary>
    public static Tensor LeakyRelu(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(LeakyRelu));

    /// <summary>x where positive, else slope · x.</summary>
    public static Tensor LeakyRelu(Tensor x, double slope) => throw Symbol.AppliedAtRunTime(nameof(LeakyRelu));

    /// <summary>x where positive, else eˣ − 1. Source: Clevert, Unterthiner, Hochreiter, 2016.</summary>
    public static Tensor Elu(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Elu));

    /// <summary>x where positive, else alpha (eˣ − 1).</summary>
    public static Tensor Elu(Tensor x, double alpha) => throw Symbol.AppliedAtRunTime(nameof(Elu));

    /// <summary>The scaled exponential unit, λ Elu(x, α) with λ = 1.0507…, α = 1.6733…. Source: Klambauer et al., 2017.</summary>
    public static Tensor Selu(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Selu));

    /// <summary>x Φ(x) = x (1 + erf(x / √2)) / 2. Source: Hendrycks, Gimpel, 2016.</summary>
    public static Tensor Gelu(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Gelu));

    /// <summary>x σ(x), also called SiLU. Source: Ramachandran, Zoph, Le, 2017.</summary>
    public static Tensor Swish(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Swish));

    /// <summary>ln(1 + eˣ), without overflow.</summary>
    public static Tensor Softplus(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Softplus));

    /// <summary>x / (1 + |x|).</summary>
    public static Tensor Softsign(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Softsign));

    /// <summary>eˣ.</summary>
    public static Tensor Exp(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Exp));

    /// <summary>The natural logarithm.</summary>
    public static Tensor Log(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Log));

    /// <summary>The square root.</summary>
    public static Tensor Sqrt(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Sqrt));

    /// <summary>x².</summary>
    public static Tensor Square(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Square));

    /// <summary>The absolute value; slope 0 at 0.</summary>
    public static Tensor Abs(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Abs));

    /// <summary>The sine.</summary>
    public static Tensor Sin(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Sin));

    /// <summary>The cosine.</summary>
    public static Tensor Cos(Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Cos));

    /// <summary>x raised to a constant exponent.</summary>
    public static Tensor Pow(Tensor x, double exponent) => throw Symbol.AppliedAtRunTime(nameof(Pow));

    /// <summary>The larger of the two, elementwise; at a tie each receives half of the gradient, as torch.maximum.</summary>
    public static Tensor Maximum(Tensor left, Tensor right) => throw Symbol.AppliedAtRunTime(nameof(Maximum));

    /// <summary>The smaller of the two, elementwise; at a tie each receives half of the gradient, as torch.minimum.</summary>
    public static Tensor Minimum(Tensor left, Tensor right) => throw Symbol.AppliedAtRunTime(nameof(Minimum));

    /// <summary>Applies a scalar function to every element. The model's precision decides which overload of it is differentiated.</summary>
    /// <param name="function">A static method with source in the compilation, best marked <see cref="DifferentiableAttribute"/>, or a lambda.</param>
    /// <param name="x">Its argument.</param>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
    public static Tensor Map(Func<float, float> function, Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Map));

    /// <inheritdoc cref="Map(Func{float, float}, Tensor)"/>
    public static Tensor Map(Func<double, double> function, Tensor x) => throw Symbol.AppliedAtRunTime(nameof(Map));

    /// <summary>Applies a function of two scalars elementwise, with broadcasting.</summary>
    /// <param name="function">A static method with source in the compilation, or a lambda.</param>
    /// <param name="x">Its first argument.</param>
    /// <param name="y">Its second argument.</param>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
    public static Tensor Map(Func<float, float, float> function, Tensor x, Tensor y) => throw Symbol.AppliedAtRunTime(nameof(Map));

    /// <inheritdoc cref="Map(Func{float, float, float}, Tensor, Tensor)"/>
    public static Tensor Map(Func<double, double, double> function, Tensor x, Tensor y) => throw Symbol.AppliedAtRunTime(nameof(Map));

    /// <summary>Applies a function of three scalars elementwise, with broadcasting.</summary>
    /// <param name="function">A static method with source in the compilation, or a lambda.</param>
    /// <param name="x">Its first argument.</param>
    /// <param name="y">Its second argument.</param>
    /// <param name="z">Its third argument.</param>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
    public static Tensor Map(Func<float, float, float, float> function, Tensor x, Tensor y, Tensor z) => throw Symbol.AppliedAtRunTime(nameof(Map));

    /// <inheritdoc cref="Map(Func{float, float, float, float}, Tensor, Tensor, Tensor)"/>
    public static Tensor Map(Func<double, double, double, double> function, Tensor x, Tensor y, Tensor z) => throw Symbol.AppliedAtRunTime(nameof(Map));

    /// <summary>Applies a function of four scalars elementwise, with broadcasting.</summary>
    /// <param name="function">A static method with source in the compilation, or a lambda.</param>
    /// <param name="x">Its first argument.</param>
    /// <param name="y">Its second argument.</param>
    /// <param name="z">Its third argument.</param>
    /// <param name="w">Its fourth argument.</param>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
    public static Tensor Map(Func<float, float, float, float, float> function, Tensor x, Tensor y, Tensor z, Tensor w) => throw Symbol.AppliedAtRunTime(nameof(Map));

    /// <inheritdoc cref="Map(Func{float, float, float, float, float}, Tensor, Tensor, Tensor, Tensor)"/>
    public static Tensor Map(Func<double, double, double, double, double> function, Tensor x, Tensor y, Tensor z, Tensor w) => throw Symbol.AppliedAtRunTime(nameof(Map));
}
