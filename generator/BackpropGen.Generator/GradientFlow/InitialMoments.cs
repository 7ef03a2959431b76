using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>The moments of an element of a parameter as it is initialized.</summary>
internal static class InitialMoments
{
    /// <summary>E[w].</summary>
    internal static double Mean(Initialization initialization) => initialization.Distribution == Distribution.Uniform
        ? 0.5 * (initialization.First + initialization.Second)
        : initialization.First;

    /// <summary>Var w.</summary>
    internal static double Variance(Initialization initialization) => initialization.Distribution switch
    {
        Distribution.Uniform => Square(initialization.Second - initialization.First) / 12,
        Distribution.Normal => Square(initialization.Second),
        _ => 0,
    };

    /// <summary>E[w²] = Var w + (E w)².</summary>
    internal static double MeanSquare(Initialization initialization) => Variance(initialization) + Square(Mean(initialization));

    private static double Square(double x) => x * x;
}
