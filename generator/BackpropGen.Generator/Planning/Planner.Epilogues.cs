using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>
/// Products with an epilogue: a map that is the only reader of a product, as of a bias and an activation, or of an activation's
/// derivative, is computed by the product's step, where its rows are still in the caches; the product itself is never stored.
/// </summary>
internal sealed partial class Planner
{
    private const int LargestArity = 8;

    private void FuseEpilogues(IReadOnlyCollection<ProgramResult> results)
    {
        var uses = Uses();
        var kept = new HashSet<int>(results.Select(static result => result.Buffer));
        var isRemoved = new bool[_steps.Count];
        for (int step = 0; step < _steps.Count; step++)
        {
            if (_steps[step] is ProductStep { Epilogue: null } product && !kept.Contains(product.Accesses[0].Buffer) && OnlyReader(product, step, uses) is { } reader
                && _isForwardStep[reader] == _isForwardStep[step] && !BeginsRows(product, (LoopStep)_steps[reader], uses)
                && Fused(product, step, (LoopStep)_steps[reader], uses) is { } fused)
            {
                _unstored.Add((_buffers[product.Accesses[0].Buffer].Symbol, fused.Accesses[0].Buffer));
                _steps[step] = fused;
                isRemoved[reader] = true;
            }
        }

        Remove(isRemoved);
    }

    /// <summary>Whether a map of a product goes on row by row: with rows that fit in a register, as of the logits of few classes, it is the first step of a
    /// loop over the samples. Of a product that is in such a loop itself, it is a part of the same step.</summary>
    private bool BeginsRows(ProductStep product, LoopStep map, (List<int> Writers, List<int> Readers)[] uses)
    {
        int columns = product.AllColumns.Length;
        bool IsOfRows(LoopStep loop) => BlockOf(loop) is { } form && form.Columns == columns && form.Rows == product.Rows;
        return columns > 1 && columns * _bytes <= RowRun.RegisterBytes && product.Rows == new Extent(1, TimesSamples: true) && columns * product.Inner.Length > MostElements
            && IsOfRows(map) && uses[map.Accesses[0].Buffer].Readers.Exists(reader => _steps[reader] is LoopStep loop && IsOfRows(loop));
    }

    /// <summary>The steps that write and those that read each buffer.</summary>
    private (List<int> Writers, List<int> Readers)[] Uses()
    {
        var uses = _buffers.Select(static _ => (Writers: new List<int>(), Readers: new List<int>())).ToArray();
        for (int step = 0; step < _steps.Count; step++)
        {
            uses[_steps[step].Accesses[0].Buffer].Writers.Add(step);
            foreach (var access in _steps[step].Accesses.Skip(1))
            {
                uses[access.Buffer].Readers.Add(step);
            }
        }

        return uses;
    }

    /// <summary>The map that alone reads what a product of two matrices, row by row, stores.</summary>
    private int? OnlyReader(ProductStep product, int step, (List<int> Writers, List<int> Readers)[] uses)
    {
        var result = product.Accesses[0];
        bool isPlain = product.OuterLoops.Length == 0 && (product.Batch is null || product.IsInPanels || product.AddsPanels)
            && !product.ClearsFirst && !product.Columns.TimesSamples
            && IsWhole(result, product) && _buffers[result.Buffer].Region is Region.Workspace or Region.Shared;
        var (writers, readers) = uses[result.Buffer];
        return isPlain && writers.Count == 1 && readers.Count == 1 && readers[0] > step
            && _steps[readers[0]] is LoopStep { Kind: LoopKind.Map, OuterLoops.Length: 0 } ? readers[0] : null;
    }

    /// <summary>Whether an access by the epilogue's loops, or the product's own, is all of its buffer in the order of storage.</summary>
    private bool IsWhole(Access access, ProductStep product)
    {
        int columns = product.IsStacked ? product.Columns.Length : product.AllColumns.Length;
        int[] byEpilogue = [columns, 1];
        int panel = product.IsStacked ? product.Rows.Length * columns : product.IsInPanels ? product.Columns.Length : 0;
        bool isDense = access.Strides.SequenceEqual(byEpilogue) || (product.Batch is not null && access.Strides.SequenceEqual([panel, .. byEpilogue]));
        return access.Offset == 0 && isDense && _buffers[access.Buffer].Size == product.Rows.Length * product.AllColumns.Length
            && _buffers[access.Buffer].IsPerSample == product.Rows.TimesSamples;
    }

    /// <summary>The product with the map as its epilogue; null where the map runs over other loops, or reads what is not there yet.</summary>
    private ProductStep? Fused(ProductStep product, int step, LoopStep map, (List<int> Writers, List<int> Readers)[] uses)
    {
        var accesses = map.Accesses.Select(access => OverProduct(access, map.Loops, product)).ToArray();
        int buffer = product.Accesses[0].Buffer;
        int place = System.Array.FindIndex(accesses, access => access?.Buffer == buffer);
        bool fits = accesses.All(static access => access is not null) && IsWhole(accesses[0]!, product) && IsWhole(accesses[place]!, product)
            && uses[accesses[0]!.Buffer].Writers.Count == 1 && map.Function.Arity <= LargestArity
            && accesses.Skip(1).All(access => access!.Buffer == buffer || uses[access.Buffer].Writers.All(writer => writer < step));
        if (!fits)
        {
            return null;
        }

        // The product is the epilogue's first argument: it lies in the target already.
        int first = place - 1;
        var function = map.Function.WithArguments(
            [.. Enumerable.Range(0, map.Function.Arity).Select(i => i == first ? 0 : i < first ? i + 1 : i)], map.Function.Arity);
        var (above, below) = (product.Comment, map.Comment);
        return product with
        {
            Comment = new(() => above + "\n" + below),
            Epilogue = function,
            Accesses = new[] { product.Accesses[0] with { Buffer = accesses[0]!.Buffer }, product.Accesses[1], product.Accesses[2] }
                .Concat(accesses.Skip(1).Where((_, i) => i != first).Select(static access => access!)).ToEquatableArray(),
        };
    }

    /// <summary>An access of the map's loops by the product's rows and columns; null where the loops are others.</summary>
    private static Access? OverProduct(Access access, EquatableArray<Extent> loops, ProductStep product)
    {
        var (rows, columns) = (product.EpilogueLoops[0], product.EpilogueLoops[1]);
        var all = rows with { Length = rows.Length * columns.Length };
        return loops == product.EpilogueLoops ? access
            : loops.SequenceEqual([all]) ? access with { Strides = new[] { access.Strides[0] * columns.Length, access.Strides[0] }.ToEquatableArray() }
            : null;
    }

    private void Remove(bool[] isRemoved)
    {
        int next = 0;
        for (int step = 0; step < isRemoved.Length; step++)
        {
            if (!isRemoved[step])
            {
                (_steps[next], _isForwardStep[next]) = (_steps[step], _isForwardStep[step]);
                next++;
            }
        }

        _steps.RemoveRange(next, _steps.Count - next);
        _isForwardStep.RemoveRange(next, _isForwardStep.Count - next);
    }
}
