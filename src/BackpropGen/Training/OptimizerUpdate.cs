using System.Numerics;
using BackpropGen.Execution;

namespace BackpropGen;

/// <summary>An optimizer's update as a program of one phase, so that threads can share the parameters; of those that have moved already, where
/// they begin and end is told.</summary>
internal readonly ref struct OptimizerUpdate<T>(
    UpdateRule<T> rule, ModelLayout layout, Span<T> parameters, ReadOnlySpan<T> gradients, Moments<T> moments, ReadOnlySpan<int> moved)
    : IProgram<OptimizerUpdate<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int FewestRows = 64;

    private readonly UpdateRule<T> _rule = rule;
    private readonly ModelLayout _layout = layout;
    private readonly Span<T> _parameters = parameters;
    private readonly ReadOnlySpan<T> _gradients = gradients;
    private readonly Moments<T> _moments = moments;
    private readonly ReadOnlySpan<int> _moved = moved;

    static void IProgram<OptimizerUpdate<T>>.Run(scoped in OptimizerUpdate<T> program, int phase, scoped in Share share)
    {
        if (share.IsWhole && program._moved.IsEmpty)
        {
            program.Update(0, program._parameters.Length);
            return;
        }

        // By rows or panels, as the gradients' products are shared: so each thread finds the gradients in its own caches, which it wrote.
        for (int i = 0; i < program._layout.Count; i++)
        {
            ParameterInfo array = program._layout[i];
            if (array.Kind == StoredKind.Parameter && !program.HasMoved(array.Offset))
            {
                int rows = Rows(array) is >= FewestRows and var several ? several : array.Length;
                (int first, int count) = share.Of(rows);
                int length = array.Length / Math.Max(1, rows);
                program.Update(array.Offset + (first * length), count * length);
            }
        }
    }

    private bool HasMoved(int offset)
    {
        for (int i = 0; i < _moved.Length; i += 2)
        {
            if (offset >= _moved[i] && offset < _moved[i + 1])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The length of the axis that lies outermost in memory.</summary>
    private static int Rows(ParameterInfo array) => array.Shape.Length == 0 ? 1 : array.Shape[array.Panels?.Axis ?? 0];

    private void Update(int first, int count)
    {
        if (count > 0)
        {
            _rule(_parameters.Slice(first, count), _gradients.Slice(first, count), _moments.Slice(first, count));
        }
    }
}
