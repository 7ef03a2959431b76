namespace BackpropGen.Tests;

/// <summary>Layouts that several tests use.</summary>
internal static class Layouts
{
    private static readonly Initialization Uniform = new(Distribution.Uniform, -0.5, 0.5);
    private static readonly Initialization Normal = new(Distribution.Normal, 1, 2);

    /// <summary>Two layers and the statistics of one.</summary>
    public static ModelLayout TwoLayers { get; } = new(
        new ParameterInfo("stem.weight", [4, 3], 0, StoredKind.Parameter, Uniform),
        new ParameterInfo("stem.bias", [4], 12, StoredKind.Parameter, new(Distribution.Constant, 0)),
        new ParameterInfo("norm.running_mean", [4], 0, StoredKind.State, new(Distribution.Constant, 0)),
        new ParameterInfo("norm.running_variance", [4], 4, StoredKind.State, new(Distribution.Constant, 1)),
        new ParameterInfo("head.weight", [2, 4], 16, StoredKind.Parameter, Normal),
        new ParameterInfo("head.scale", [], 24, StoredKind.Parameter, Normal));

    /// <summary>One vector of zeros.</summary>
    public static ModelLayout Vector(int length) =>
        new(new ParameterInfo("vector", [length], 0, StoredKind.Parameter, new(Distribution.Constant, 0)));
}
