using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>A layer while a definition is read: what makes its parameters on first use and applies them.</summary>
/// <param name="path">Where it was made: the prefix of its parameters' names.</param>
internal abstract class LayerValue(string path)
{
    public string Path { get; } = path;

    /// <summary>Its name in the language, where it makes parameters of its own; null where it is made of other layers.</summary>
    protected virtual string? Kind => null;

    /// <summary>Applies the layer to a node. Its parameters are made at the first application and shared by later ones.</summary>
    public abstract int Apply(LoweringContext context, int x);

    /// <summary>Applies the layer, its nodes marked with its place.</summary>
    public int ApplyInPlace(LoweringContext context, int x)
    {
        string outer = context.Graph.Place;
        int site = context.Applications.Site, stored = context.StoredPaths.Count;
        context.Graph.Place = Path;
        try
        {
            int result = Apply(context, x);
            context.Applications.Site = site;
            if (Kind is { } kind)
            {
                context.Applications.AddLayer(kind, Path, x, result, context.StoredPaths.GetRange(stored, context.StoredPaths.Count - stored));
            }

            return result;
        }
        finally
        {
            context.Graph.Place = outer;
        }
    }

    /// <summary>The node of one of its parameters, <c>"weight"</c> or <c>"bias"</c>, for tied weights; −1 where it has none
    /// or, not having been applied, does not know its shape.</summary>
    public virtual int Parameter(string name) => -1;
}
