using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>Parameters that plain descent can move where their gradient is computed, as a product or a sum over the samples: it is then never stored.</summary>
internal sealed partial class Planner
{
    /// <summary>Marks where parameters can move: in the last step that has to do with them, of a loop over the samples behind its last one.</summary>
    private void FindDescents(EquatableArray<Phase> phases)
    {
        var phaseOf = phases.SelectMany(static phase => Enumerable.Repeat(phase, phase.StepCount)).ToList();
        var uses = Gradients.Uses(_steps, _buffers);
        for (int step = 0; step < _steps.Count; step++)
        {
            _steps[step] = _steps[step] switch
            {
                ProductStep { Small: null } product when (Gradients.IsInPanels(product, _buffers) || Gradients.IsInRows(product, _buffers, _bytes)) && IsWhole(product) && CanMove(product, step) =>
                    product with { Descends = true, DescendsAlone = Gradients.ReadersOfParameter(product, _steps, _buffers).Any(reader => IsBeside(reader, step, phaseOf)) },
                RowLoopStep loop => loop with
                {
                    Descends = loop.Members.Where(member => IsWholeGradient(member) && CanMove(member, step)).Select(static member => member.Accesses[0].Buffer).ToEquatableArray(),
                },
                var other => other,
            };
        }

        bool CanMove(Step member, int step) => uses[_buffers[member.Accesses[0].Buffer].Offset] == 1
            && Gradients.ReadersOfParameter(member, _steps, _buffers).All(reader => reader.Step <= step);
    }

    /// <summary>Whether another thread may still read of a parameter what one moves: they meet between phases only.</summary>
    private bool IsBeside((int Step, int Buffer) reader, int moving, IReadOnlyList<Phase> phaseOf) =>
        phaseOf[moving].Kind != PhaseKind.Once && phaseOf[reader.Step].FirstStep == phaseOf[moving].FirstStep
        && !Splitting.IsInStep(_steps[moving], _steps[reader.Step], reader.Buffer);

    /// <summary>Whether a product writes all of its result, or all of a thread's panels.</summary>
    private static bool IsWhole(ProductStep step) =>
        step.OuterLoops.All(static loop => loop.Part == ExtentPart.First)
        && step.Accesses[0].Offset == 0 && step.Accesses[0].Strides is var strides
        && strides[strides.Length - 2] == step.Columns.Length && strides[strides.Length - 1] == 1;

    /// <summary>Whether a sum over the samples is all of a parameter's gradient.</summary>
    private bool IsWholeGradient(Step member) => member.Accesses[0] is { Offset: 0 } target
        && _buffers[target.Buffer] is { Region: Region.Gradients, Size: var size } && size == member switch
        {
            LoopStep { Block: { } form } => form.Target == Reach.Column ? form.Columns : 1,
            ProductStep product => product.Rows.Length * product.Columns.Length,
            _ => 0,
        };
}
