using System.Globalization;

namespace BackpropGen.Symbolics.Tests;

/// <summary>Random functions whose decisions stand beside, inside and behind one another, share what they select among and what they compare,
/// and are made of calls that a <c>Probe</c> records when they run.</summary>
internal static class RandomDecisions
{
    /// <summary>The code of the calls: what ran, in the order in which it ran.</summary>
    public const string Probe = """
        public static class Probe
        {
            public static readonly global::System.Collections.Generic.List<(double Phase, double X)> Calls = [];
            public static double Wave(double phase, double x)
            {
                Calls.Add((phase, x));
                return global::System.Math.Sin(x + phase);
            }
        }
        """;

    // The derivative of a wave is the same wave a quarter further on.
    private static readonly Function[] Waves = [.. Enumerable.Range(0, 4).Select(MakeWave)];

    /// <summary>A recorded call.</summary>
    public static Expression Wave(Expression x) => x.Pool.Call(Waves[0], x);

    /// <summary>Whether a function is one whose calls are recorded.</summary>
    public static bool IsRecorded(Function? function) => Waves.Any(wave => ReferenceEquals(wave, function));

    /// <summary>What a call leaves in the record.</summary>
    public static (double Phase, double X) Record(Function function, double x) => (Phase(Array.IndexOf(Waves, function)), x);

    /// <summary>A function of some arguments.</summary>
    /// <param name="seed">Makes the function.</param>
    /// <param name="arity">The number of arguments.</param>
    /// <param name="steps">The number of values it is made of.</param>
    public static ScalarFunction Create(int seed, int arity, int steps) => ScalarFunction.Create(arity, (pool, x) =>
    {
        var random = new Random(seed);
        var values = new List<Expression>(x);
        for (int i = 0; i < steps; i++)
        {
            Expression Any() => values[random.Next(Math.Max(0, values.Count - 8), values.Count)];
            double Constant() => Math.Round((random.NextDouble() * 1.6) - 0.8, 2);
            values.Add(random.Next(5) switch
            {
                0 => pool.Call(Waves[random.Next(2)], (Any() * 0.7) + Constant()),
                1 => (Any() * 0.6) + (Any() * Constant()),
                2 => Any() * Any(),
                _ => pool.Select(random.Next(2) == 0 ? Comparison.Less : Comparison.LessOrEqual, Any(), pool.Number(Constant()), Branch(), Branch()),
            });

            Expression Branch() => random.Next(3) == 0 ? Any() : pool.Call(Waves[random.Next(2)], Any()) + Constant();
        }

        return values[^1] + (values[^2] * values[^3]);
    });

    private static double Phase(int quarter) => quarter * Math.PI / 2;

    private static Function MakeWave(int quarter) => new(
        "wave" + quarter.ToString(CultureInfo.InvariantCulture),
        1,
        x => Math.Sin(x[0] + Phase(quarter)),
        (x, _) => x[0].Pool.Call(Waves[(quarter + 1) % 4], x))
    {
        ScalarCode = FormattableString.Invariant($"global::Probe.Wave({Phase(quarter):R}, {{0}})"),
        VectorCode = "",
        Notation = "wave({0})",
        IsFinite = true,
    };
}
