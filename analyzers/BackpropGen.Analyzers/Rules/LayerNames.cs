using System.Linq;

namespace BackpropGen.Analyzers.Rules;

/// <summary>Names nodes by the weighted layers around them, as their user writes these.</summary>
internal static class LayerNames
{
    /// <summary>The nearest weighted layer at or below a node, along the first operands; the model's own name where there is none.</summary>
    internal static string Below(ModelAnalysis model, int node)
    {
        while (true)
        {
            if (model.Layers[node] is { } layer)
            {
                return SourceNames.MemberOf(model, layer.Layer);
            }

            var operands = model.Graph.Nodes[node].Operands.Where(operand => model.Graph.Nodes[operand].IsPerSample).ToList();
            if (operands.Count == 0)
            {
                return model.Definition.Type.Name;
            }

            node = operands[0];
        }
    }
}
