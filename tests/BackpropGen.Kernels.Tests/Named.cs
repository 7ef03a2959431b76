using System;

namespace BackpropGen.Kernels.Tests;

/// <summary>The scalar functions by name.</summary>
internal static class Scalar
{
    internal static Func<double, double> OfDouble(string name) => name switch
    {
        "Expm1" => ScalarMath.Expm1,
        "Log1p" => ScalarMath.Log1p,
        "Sigmoid" => ScalarMath.Sigmoid,
        "Softplus" => ScalarMath.Softplus,
        "NormalDensity" => ScalarMath.NormalDensity,
        "Erf" => ScalarMath.Erf,
        "Erfc" => ScalarMath.Erfc,
        "Sin" => static x => ScalarMath.SinCos(x).Sin,
        "Cos" => static x => ScalarMath.SinCos(x).Cos,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such function."),
    };

    internal static Func<float, float> OfSingle(string name) => name switch
    {
        "Expm1" => ScalarMath.Expm1,
        "Log1p" => ScalarMath.Log1p,
        "Sigmoid" => ScalarMath.Sigmoid,
        "Softplus" => ScalarMath.Softplus,
        "NormalDensity" => ScalarMath.NormalDensity,
        "Erf" => ScalarMath.Erf,
        "Erfc" => ScalarMath.Erfc,
        "Sin" => static x => ScalarMath.SinCos(x).Sin,
        "Cos" => static x => ScalarMath.SinCos(x).Cos,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such function."),
    };
}

/// <summary>Units in the last place.</summary>
internal static class Ulp
{
    internal static double Of(double x) => Math.BitIncrement(Math.Abs(x)) - Math.Abs(x);

    internal static double Of(float x) => (double)MathF.BitIncrement(MathF.Abs(x)) - MathF.Abs(x);
}
