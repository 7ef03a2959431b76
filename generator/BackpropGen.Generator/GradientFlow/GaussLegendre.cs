using System;

namespace BackpropGen.Generator.GradientFlow;

/// <summary>Gauss-Legendre quadrature on one interval, refined by halving until two levels agree.</summary>
internal static class GaussLegendre
{
    private const int Order = 16;
    private const int MaximumDepth = 30;

    // The nodes are symmetric: only the positive half is kept.
    private static readonly double[] Nodes = new double[Order / 2];
    private static readonly double[] Weights = new double[Order / 2];

    static GaussLegendre()
    {
        for (int i = 0; i < Order / 2; i++)
        {
            (Nodes[i], Weights[i]) = Node(i);
        }
    }

    /// <summary>The integral of a function that is smooth inside the interval.</summary>
    /// <param name="integrand">The function.</param>
    /// <param name="from">The lower end.</param>
    /// <param name="to">The upper end.</param>
    /// <param name="tolerance">How far two successive levels may differ.</param>
    internal static double Integrate(Func<double, double> integrand, double from, double to, double tolerance) =>
        Refine(integrand, from, to, Panel(integrand, from, to), tolerance, 0);

    private static double Refine(Func<double, double> integrand, double from, double to, double coarse, double tolerance, int depth)
    {
        double middle = 0.5 * (from + to);
        double left = Panel(integrand, from, middle);
        double right = Panel(integrand, middle, to);
        double fine = left + right;

        // A value that is not a number never agrees with itself: it is returned as it is.
        if (!(Math.Abs(fine - coarse) > tolerance) || depth == MaximumDepth)
        {
            return fine;
        }

        return Refine(integrand, from, middle, left, 0.5 * tolerance, depth + 1)
            + Refine(integrand, middle, to, right, 0.5 * tolerance, depth + 1);
    }

    private static double Panel(Func<double, double> integrand, double from, double to)
    {
        double middle = 0.5 * (from + to);
        double half = 0.5 * (to - from);
        double sum = 0;
        for (int i = 0; i < Nodes.Length; i++)
        {
            sum += Weights[i] * (integrand(middle - (half * Nodes[i])) + integrand(middle + (half * Nodes[i])));
        }

        return half * sum;
    }

    /// <summary>A root of the Legendre polynomial by Newton's method from the usual cosine guess, and its weight
    /// <c>2 / ((1 − x²) P′(x)²)</c>. Source: Abramowitz, Stegun, 25.4.29.</summary>
    private static (double Node, double Weight) Node(int index)
    {
        double x = Math.Cos(Math.PI * (index + 0.75) / (Order + 0.5));
        double slope = 0;
        for (int iteration = 0; iteration < 100; iteration++)
        {
            (double value, slope) = Legendre(x);
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
    private static (double Value, double Slope) Legendre(double x)
    {
        double previous = 1;
        double current = x;
        for (int k = 2; k <= Order; k++)
        {
            (previous, current) = (current, ((((2 * k) - 1) * x * current) - ((k - 1) * previous)) / k);
        }

        return (current, Order * ((x * current) - previous) / ((x * x) - 1));
    }
}
