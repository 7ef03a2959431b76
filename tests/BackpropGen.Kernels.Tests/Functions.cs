using System;
using System.Numerics;

namespace BackpropGen.Kernels.Tests;

/// <summary>The vector functions by name; those of one argument leave the second unused.</summary>
internal static class Functions
{
    internal static V InLanes<V, T>(string name, V x, V y)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name switch
        {
            "Exp" => V.Exp(x),
            "ExpByReduction" => ExpByReduction<V, T>(x),
            "Expm1" => V.Expm1(x),
            "Log" => V.Log(x),
            "Log1p" => V.Log1p(x),
            "Tanh" => V.Tanh(x),
            "TanhByQuotient" => HyperbolicTangent<V, T>.ByQuotient(x),
            "Sigmoid" => V.Sigmoid(x),
            "Softplus" => V.Softplus(x),
            "NormalDensity" => V.NormalDensity(x),
            "Erf" => V.Erf(x),
            "Erfc" => V.Erfc(x),
            "Sin" => V.Sin(x),
            "Cos" => V.Cos(x),
            "Tan" => V.Tan(x),
            "Asin" => V.Asin(x),
            "Acos" => V.Acos(x),
            "Atan" => V.Atan(x),
            "Sinh" => V.Sinh(x),
            "Cosh" => V.Cosh(x),
            "Asinh" => V.Asinh(x),
            "Acosh" => V.Acosh(x),
            "Atanh" => V.Atanh(x),
            "Cbrt" => V.Cbrt(x),
            "Sqrt" => V.Sqrt(x),
            "Abs" => V.Abs(x),
            "Sign" => V.Sign(x),
            "Floor" => V.Floor(x),
            "Ceiling" => V.Ceiling(x),
            "Round" => V.Round(x),
            "Truncate" => V.Truncate(x),
            "Pow" => V.Pow(x, y),
            "Atan2" => V.Atan2(x, y),
            "Hypot" => V.Hypot(x, y),
            "CopySign" => V.CopySign(x, y),
            "Max" => V.Max(x, y),
            "Min" => V.Min(x, y),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such function."),
        };

    private static V ExpByReduction<V, T>(V x)
        where V : unmanaged, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V y = Exponential<V, T>.ByReduction(Exponential<V, T>.Inside(x), out V n);
        return V.ScaleBinary(y, n);
    }
}
