using System.Globalization;

namespace BackpropGen.Symbolics.Tests;

public sealed class LiteralTests
{
    private static readonly double[] Doubles =
    [
        0, -0.0, 1, -1, 0.1, 1.0 / 3, -2.5, 1e-4, 1e-5, 9.999e14, 1e15, 1e16, 1e22, 1e23, 123456789012345680, double.Epsilon, -double.Epsilon,
        double.MaxValue, double.MinValue, 2.2250738585072014e-308, 2.2250738585072009e-308, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        .. Enumerable.Range(0, 500).Select(static i => BitConverter.Int64BitsToDouble(new Random(i).NextInt64())).Where(double.IsFinite),
        .. Enumerable.Range(-1074, 2098).Where(static i => i % 7 == 0).Select(static i => Math.ScaleB(1, i)),
    ];

    private static readonly float[] Singles =
    [
        0, -0f, 1, -1, 0.1f, 1f / 3, 16777216, 16777217, 1e-45f, -1e-45f, 1.1754944e-38f, 1.1754942e-38f, float.MaxValue, float.MinValue,
        float.NaN, float.PositiveInfinity, float.NegativeInfinity,
        .. Enumerable.Range(0, 500).Select(static i => BitConverter.Int32BitsToSingle(new Random(i).Next())).Where(float.IsFinite),
    ];

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("fi-FI")]
    public void Literals_are_read_by_the_compiler_as_the_same_bits(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            string doubles = string.Join(", ", Doubles.Select(static value => NumberText.Literal(value, Precision.Double)));
            string singles = string.Join(", ", Singles.Select(static value => NumberText.Literal(value, Precision.Single)));
            var type = CompiledSource.Load($"public static class Values {{ public static readonly double[] D = [{doubles}]; public static readonly float[] S = [{singles}]; }}").GetType("Values")!;
            Assert.Equal(Doubles.Select(BitConverter.DoubleToInt64Bits), ((double[])type.GetField("D")!.GetValue(null)!).Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(Singles.Select(BitConverter.SingleToInt32Bits), ((float[])type.GetField("S")!.GetValue(null)!).Select(BitConverter.SingleToInt32Bits));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void No_shorter_decimal_denotes_the_same_number()
    {
        foreach (double value in Doubles.Where(double.IsFinite))
        {
            Assert.Equal(Digits(value.ToString("R", CultureInfo.InvariantCulture)), Digits(NumberText.Shortest(value)));
        }
    }

    private static string Digits(string text) =>
        new string([.. text.Split('E', 'e')[0].Where(char.IsDigit)]).Trim('0');
}
