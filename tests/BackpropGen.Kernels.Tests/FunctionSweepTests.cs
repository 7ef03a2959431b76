using System;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Functions of floats over the whole range, in every form, against double precision.</summary>
public class FunctionSweepTests
{
    // A prime: the floats are as far apart as 2³² / 107,000, of every exponent and with changing low bits.
    private const uint Distance = 40009;

    public static TheoryData<string, double> Functions => new()
    {
        { "Exp", 1.05 }, { "ExpByReduction", 0.95 }, { "Log", 1 }, { "Tanh", Pieces.AreLookedUp<Lanes128<float>>() ? 1.6 : 3 }, { "TanhByQuotient", 3 }, { "Sigmoid", 3.2 }, { "Erf", 3 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_of_floats_errs_by_at_most_so_many_units_anywhere(string name, double units)
    {
        for (ulong bits = 0; bits <= uint.MaxValue; bits += Distance)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            double exact = Reference(name, x);
            float nearest = (float)exact;
            foreach (string form in Forms.All)
            {
                float value = Forms.Values(form, name, x)[0];
                bool isClose = value.Equals(nearest) || Math.Abs(value - exact) <= units * Ulp.Of(nearest);
                Assert.True(isClose, FormattableString.Invariant($"{name}({x:R}) in {form} = {value:R}, not {exact:R}"));
            }
        }
    }

    private static double Reference(string name, double x) => name switch
    {
        "Exp" or "ExpByReduction" => Math.Exp(x),
        "Log" => Math.Log(x),
        "Tanh" or "TanhByQuotient" => Math.Tanh(x),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Erf" => ScalarMath.Erf(x),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such function."),
    };
}
