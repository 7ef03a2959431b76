namespace BackpropGen.Generator.Emission;

/// <summary>What tells the just-in-time compiler how to compile a method.</summary>
internal static class Attributes
{
    private const string Options = "global::System.Runtime.CompilerServices.MethodImplOptions";

    /// <summary>Optimized from its first call on.</summary>
    public const string Optimized = $"[global::System.Runtime.CompilerServices.MethodImpl({Options}.AggressiveOptimization)]";

    /// <summary>Optimized from its first call on, and never a part of what calls it.</summary>
    public const string OptimizedApart = $"[global::System.Runtime.CompilerServices.MethodImpl({Options}.NoInlining | {Options}.AggressiveOptimization)]";
}
