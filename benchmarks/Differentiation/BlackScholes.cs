using System;
using System.Linq;
using BackpropGen.Kernels;

namespace BackpropGen.Benchmarks.Differentiation;

/// <summary>The price of a European call and its Greeks: first derivatives by spot, volatility, rate and time, and all second ones.</summary>
/// <remarks>Source: Black and Scholes, The pricing of options and corporate liabilities, 1973.</remarks>
internal static partial class BlackScholes
{
    /// <summary>The number of options; not a power of two, whose columns would meet in one set of the cache.</summary>
    public const int Options = 1000;

    private static readonly double[] Spot = Between(80, 120, 1), Strike = Between(90, 110, 2), Rate = Between(0.01, 0.05, 3), Volatility = Between(0.1, 0.4, 4), Time = Between(0.2, 2, 5);
    private static readonly double[] Price = new double[Options];
    private static readonly double[] Gradient = new double[4 * Options];
    private static readonly double[] Hessian = new double[16 * Options];

    /// <summary>The price.</summary>
    [Differentiable(BackpropGen.Derivatives.First | BackpropGen.Derivatives.Hessian | BackpropGen.Derivatives.Batched, By = [nameof(spot), nameof(volatility), nameof(rate), nameof(time)])]
    public static double Call(double spot, double strike, double rate, double volatility, double time)
    {
        double spread = volatility * Math.Sqrt(time);
        double above = (Math.Log(spot / strike) + (rate + volatility * volatility / 2) * time) / spread;
        return spot * Normal(above) - strike * Math.Exp(-rate * time) * Normal(above - spread);
    }

    /// <summary>The prices of all options, one by one, some times.</summary>
    public static void Evaluate(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            for (int i = 0; i < Options; i++)
            {
                Price[i] = Call(Spot[i], Strike[i], Rate[i], Volatility[i], Time[i]);
            }
        }
    }

    /// <summary>The prices of all options, several at once, some times.</summary>
    public static void EvaluateBatch(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            Call(Spot, Strike, Rate, Volatility, Time, Price);
        }
    }

    /// <summary>Prices and all Greeks of all options, one by one, some times.</summary>
    public static void Differentiate(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            for (int i = 0; i < Options; i++)
            {
                Price[i] = CallHessian(Spot[i], Strike[i], Rate[i], Volatility[i], Time[i], Gradient.AsSpan(4 * i, 4), Hessian.AsSpan(16 * i, 16));
            }
        }
    }

    /// <summary>Prices and all Greeks of all options, several at once, some times.</summary>
    public static void DifferentiateBatch(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            CallHessian(Options, Spot, Strike, Rate, Volatility, Time, Price, Gradient, Hessian);
        }
    }

    /// <summary>The standard normal distribution.</summary>
    private static double Normal(double x) => 0.5 + 0.5 * ScalarMath.Erf(x / Math.Sqrt(2));

    private static double[] Between(double least, double most, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Options).Select(_ => least + ((most - least) * random.NextDouble()))];
    }
}
