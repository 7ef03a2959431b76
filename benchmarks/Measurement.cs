using System;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Benchmarks;

/// <summary>What the benchmarks share.</summary>
internal static class Measurement
{
    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The figure that is printed of the times of all rounds.</summary>
    public static double Of(double[] values, Statistic statistic) => statistic == Statistic.Least ? values.Min() : Median(values);

    /// <summary>A number with four significant digits, without exponent.</summary>
    public static string Digits(double value)
    {
        int decimals = value > 0 ? Math.Clamp(3 - (int)Math.Floor(Math.Log10(value)), 0, 9) : 0;
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Says on what the figures are measured.</summary>
    public static void PrintMachine() => Console.WriteLine(
        $"# {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores, "
        + (Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX2"));
}
