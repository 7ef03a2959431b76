using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>The mean square of an element of a parameter as it is initialized.</summary>
internal static class InitialMoments
{
    /// <summary>E[w²] = Var w + (E w)².</summary>
    internal static double MeanSquare(Initialization initialization)
    {
        double mean = Mean(initialization);
        double variance = initialization.Distribution switch
        {
            Distribution.Uniform => Square(initialization.Second - initialization.First) / 12,
            Distribution.Normal => Square(initialization.Second),
            _ => 0,
        };
        return variance + Square(mean);
    }

    private static double Mean(Initialization initialization) => initialization.Distribution == Distribution.Uniform
        ? 0.5 * (initialization.First + initialization.Second)
        : initialization.First;

    private static double Square(double x) => x * x;
}
