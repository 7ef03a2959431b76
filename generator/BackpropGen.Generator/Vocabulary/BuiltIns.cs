using System.Collections.Generic;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>What a built-in becomes: nodes of the graph, or a layer that makes them.</summary>
/// <param name="context">The graph being made.</param>
/// <param name="path">The path of the place where the call stands: the prefix of names of what it makes.</param>
/// <param name="arguments">The call's arguments.</param>
/// <returns>A <see cref="TensorValue"/>, a <see cref="LayerValue"/>, or null for a call that returns nothing.</returns>
/// <exception cref="Problems.DefinitionException">The arguments do not fit.</exception>
internal delegate object? Lowering(LoweringContext context, string path, Arguments arguments);

/// <summary>
/// The lowering of every method of the runtime's <c>Functions</c> and <c>Layers</c>, by its name. A built-in has no
/// source in the user's compilation, so it stands twice: a symbol there, a lowering here. A test sees that none lacks its twin.
/// <c>Layers.Repeat</c>, <c>Functions.Map</c>'s function, <c>IsTraining</c> and the initializers are read by the evaluator itself.
/// </summary>
internal static partial class BuiltIns
{
    private static readonly Dictionary<string, Lowering> Table = CreateTable();

    public static IEnumerable<string> Names => Table.Keys;

    /// <summary>Finds the lowering of a method of <c>BackpropGen.Functions</c> or <c>BackpropGen.Layers</c>.</summary>
    public static bool TryGet(string method, out Lowering lowering) => Table.TryGetValue(method, out lowering!);

    private static Dictionary<string, Lowering> CreateTable()
    {
        var table = new Dictionary<string, Lowering>();
        AddOperators(table);
        AddElementwise(table);
        AddArrays(table);
        AddLosses(table);
        AddLayers(table);
        return table;
    }
}
