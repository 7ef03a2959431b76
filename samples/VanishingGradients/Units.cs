using System;

namespace BackpropGen.Samples.VanishingGradients;

/// <summary>What the lecture notes' derivatives are taken of.</summary>
public static partial class Units
{
    /// <summary>Four units in a row, each with a slope.</summary>
    [Differentiable]
    public static double Chain(double x, double first, double second, double third, double fourth) =>
        fourth * (third * (second * (first * x)));

    /// <summary>A sigmoid unit: its slope is largest at 0, a quarter of its weight.</summary>
    [Differentiable]
    public static double Neuron(double x, double weight) => 1 / (1 + Math.Exp(-weight * x));
}
