using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>Parameters that plain descent can move within the product that is their gradient, which is then never stored.</summary>
internal sealed partial class Planner
{
    private void FindDescents()
    {
        for (int step = 0; step < _steps.Count; step++)
        {
            if (_steps[step] is ProductStep product && CanDescend(product, step))
            {
                _steps[step] = product with { Descends = true };
            }
        }
    }

    /// <summary>Whether a product alone is the gradient of a parameter in panels, which no later step reads. Steps of one phase count in
    /// their order: with several threads, which would not keep it, no parameter moves in a product.</summary>
    private bool CanDescend(ProductStep step, int number)
    {
        var gradient = _buffers[step.Accesses[0].Buffer];
        bool isPanels = step is { IsStacked: true, Epilogue: null, Small: null, ClearsFirst: false } && gradient is { Region: Region.Gradients, Panels: not null }
            && step.OuterLoops.All(static loop => loop.Part == ExtentPart.First)
            && step.Accesses[0].Offset == 0 && step.Accesses[0].Strides is var strides
            && strides[strides.Length - 2] == step.Columns.Length && strides[strides.Length - 1] == 1;
        return isPanels && !Enumerable.Range(0, _steps.Count).Any(other => other != number && _steps[other].Accesses.Any(access =>
            _buffers[access.Buffer] is var buffer && buffer.Offset == gradient.Offset
            && (buffer.Region == Region.Gradients || (buffer.Region == Region.Parameters && other > number))));
    }
}
