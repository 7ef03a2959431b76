using System;

namespace BackpropGen.Generator.GradientFlow.Expectations;

/// <summary>The nodes and weights of Gauss-Legendre quadrature on [−1, 1].</summary>
internal sealed class GaussLegendre
{
    /// <summary>Exact for polynomials up to degree 23.</summary>
    internal static readonly GaussLegendre Order12 = new(12);

    /// <summary>Exact for polynomials up to degree 15.</summary>
    internal static readonly GaussLegendre Order8 = new(8);

    private GaussLegendre(int order)
    {
        Nodes = new double[order];
        Weights = new double[order];
        for (int i = 0; i < order; i++)
        {
            (Nodes[i], Weights[i]) = Node(order, i);
        }
    }

    /// <summary>The nodes.</summary>
    internal double[] Nodes { get; }

    /// <summary>The weights; their sum is 2.</summary>
    internal double[] Weights { get; }

    /// <summary>A root of the Legendre polynomial by Newton's method from the usual cosine guess, and its weight
    /// <c>2 / ((1 − x²) P′(x)²)</c>. Source: Abramowitz, Stegun, 25.4.29.</summary>
    private static (double Node, double Weight) Node(int order, int index)
    {
        double x = Math.Cos(Math.PI * (index + 0.75) / (order + 0.5));
        double slope = 0;
        for (int iteration = 0; iteration < 100; iteration++)
        {
            (double value, slope) = Legendre(order, x);
            double step = value / slope;
            x -= step;
            if (Math.Abs(step) < 1e-16)
            {
                break;
            }
        }

        return (x, 2 / ((1 - (x * x)) * slope * slope));
    }

    /// <summary>The Legendre polynomial and its derivative by the three-term recurrence.</summary>
    private static (double Value, double Slope) Legendre(int order, double x)
    {
        double previous = 1;
        double current = x;
        for (int k = 2; k <= order; k++)
        {
            (previous, current) = (current, ((((2 * k) - 1) * x * current) - ((k - 1) * previous)) / k);
        }

        return (current, order * ((x * current) - previous) / ((x * x) - 1));
    }
}
