using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>Layers one after the other.</summary>
internal sealed class SequenceLayer(string path, IReadOnlyList<LayerValue> layers) : LayerValue(path)
{
    public override int Apply(LoweringContext context, int x) =>
        layers.Aggregate(x, (value, layer) => layer.ApplyInPlace(context, value));
}
