using System;
using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Where functions are compared: points of both signs, and of positive numbers alone, in ever wider rings. The same for every run.</summary>
internal static class VerificationPoints
{
    private static readonly (double Low, double High)[] Rings = [(0.1, 3), (0.01, 10), (1e-3, 1e3), (1e-6, 1e6)];

    /// <summary>Points, those of moderate size first.</summary>
    /// <param name="arity">The number of coordinates.</param>
    /// <param name="count">The number of points.</param>
    public static IEnumerable<double[]> Of(int arity, int count)
    {
        var random = new Sequence(20_240_229);
        for (int i = 0; i < count; i++)
        {
            var (low, high) = Rings[i * Rings.Length / count];
            bool isPositive = i % 2 == 1;
            double[] point = new double[arity];
            for (int k = 0; k < arity; k++)
            {
                bool isNegative = random.Next() < 0.5 && !isPositive;
                double size = low * Math.Pow(high / low, random.Next());
                point[k] = Rounded(isNegative ? -size : size);
            }

            if (arity == 1 && !isPositive)
            {
                // One number has no other sign to be paired with: every second point is negative.
                point[0] = -Math.Abs(point[0]);
            }

            yield return point;
        }
    }

    /// <summary>Three digits, so that a message can show the very point.</summary>
    private static double Rounded(double value)
    {
        double scale = Math.Pow(10, 2 - Math.Floor(Math.Log10(Math.Abs(value))));
        return Math.Round(value * scale) / scale;
    }

    /// <summary>Knuth's linear congruential numbers (MMIX), the upper 53 bits: the same on every machine.</summary>
    private sealed class Sequence(ulong state)
    {
        private ulong _state = state;

        public double Next()
        {
            _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
            return (_state >> 11) / 9007199254740992.0;
        }
    }
}
