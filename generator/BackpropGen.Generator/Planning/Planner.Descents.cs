using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>Parameters that plain descent can move where their gradient is computed, as a product or a sum over the samples: it is then never stored.</summary>
internal sealed partial class Planner
{
    private void FindDescents()
    {
        // Of each array: how many steps use its gradient, and the last that uses itself.
        var gradientUses = new Dictionary<int, int>();
        var lastUses = new Dictionary<int, int>();
        for (int step = 0; step < _steps.Count; step++)
        {
            foreach (var buffer in _steps[step].Accesses.Select(access => _buffers[access.Buffer]).Distinct())
            {
                if (buffer.Region == Region.Gradients)
                {
                    gradientUses[buffer.Offset] = gradientUses.TryGetValue(buffer.Offset, out int uses) ? uses + 1 : 1;
                }
                else if (buffer.Region == Region.Parameters)
                {
                    lastUses[buffer.Offset] = step;
                }
            }
        }

        for (int step = 0; step < _steps.Count; step++)
        {
            _steps[step] = _steps[step] switch
            {
                ProductStep product when IsOfPanels(product) && CanMove(product, step) => product with { Descends = true },
                RowLoopStep loop => loop with
                {
                    Descends = loop.Members.Where(member => IsWholeGradient(member) && CanMove(member, step)).Select(static member => member.Accesses[0].Buffer).ToEquatableArray(),
                },
                var other => other,
            };
        }

        // A loop over the samples moves what it sums up behind its last sample, when it has read all parameters.
        bool CanMove(Step member, int step) => _buffers[member.Accesses[0].Buffer].Offset is var offset
            && gradientUses[offset] == 1 && !(lastUses.TryGetValue(offset, out int last) && last > step);
    }

    /// <summary>Whether a sum over the samples is all of a parameter's gradient.</summary>
    private bool IsWholeGradient(Step member) => member.Accesses[0] is { Offset: 0 } target
        && _buffers[target.Buffer] is { Region: Region.Gradients, Size: var size } && size == member switch
        {
            LoopStep { Block: { } form } => form.Target == Reach.Column ? form.Columns : 1,
            ProductStep product => product.Rows.Length * product.Columns.Length,
            _ => 0,
        };

    /// <summary>Whether a product alone writes the gradient of a parameter in panels. That no later step reads the parameter is
    /// told by the steps' order: with several threads, which would not keep it, no parameter moves in a product.</summary>
    private bool IsOfPanels(ProductStep step) =>
        step is { IsStacked: true, Epilogue: null, Small: null, ClearsFirst: false }
        && _buffers[step.Accesses[0].Buffer] is { Region: Region.Gradients, Panels: not null }
        && step.OuterLoops.All(static loop => loop.Part == ExtentPart.First)
        && step.Accesses[0].Offset == 0 && step.Accesses[0].Strides is var strides
        && strides[strides.Length - 2] == step.Columns.Length && strides[strides.Length - 1] == 1;
}
