using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>
/// The form of each step, from shapes alone: where rows have few elements, or a matrix has few, the kernel is compiled for their
/// numbers. The general kernels take some 30 ns to find out what to do, longer than such a step takes.
/// </summary>
internal sealed partial class Planner
{
    /// <summary>Longer rows take longer than the general loops take to begin.</summary>
    private const int MostColumns = 64;

    /// <summary>The kernels' own limit: larger products are worth being packed.</summary>
    public const int MostElements = 128;

    /// <summary>The operands of the kernels for few columns.</summary>
    public const int MostBlockOperands = 5;

    private void ChooseForms()
    {
        for (int step = 0; step < _steps.Count; step++)
        {
            _steps[step] = _steps[step] switch
            {
                LoopStep loop => loop with { Block = BlockOf(loop) },
                ProductStep product => SmallFormOf(product) is { } small ? product with { Small = small } : product with { Block = BlockOf(product) },
                var other => other,
            };
        }
    }

    private static BlockForm? BlockOf(LoopStep step)
    {
        var columns = step.Loops[step.Loops.Length - 1];
        bool isNest = step.OuterLoops.Length == 0 && step.Function.Arity <= MostBlockOperands && columns.Length <= MostColumns
            && step.Loops.All(static loop => loop.Part == ExtentPart.All);
        Extent? rows = step.Loops.Length switch
        {
            1 => columns with { Length = 1 },
            2 when !columns.TimesSamples => step.Loops[0],
            _ => null,
        };
        if (!isNest || rows is not { } extent)
        {
            return null;
        }

        var reaches = step.Accesses.Select(access => step.Loops.Length == 1
            ? ReachOf(access.Strides[0] * columns.Length, access.Strides[0], extent, columns.Length)
            : ReachOf(access.Strides[0], access.Strides[1], extent, columns.Length)).ToList();
        if (!reaches.TrueForAll(static reach => reach is not null))
        {
            return null;
        }

        var form = new BlockForm(extent, columns.Length, reaches[0]!.Value, reaches.Skip(1).Select(static reach => reach!.Value).ToEquatableArray());
        return HasKernel(step.Kind, form) ? form : null;
    }

    /// <summary>The form of an epilogue: a block of the product's rows and all its columns, of which the first operand is the product itself.</summary>
    private static BlockForm? BlockOf(ProductStep step)
    {
        if (step.OuterLoops.Length > 0 || step.Epilogue is not { Arity: <= MostBlockOperands })
        {
            return null;
        }

        var (rows, columns) = (step.EpilogueLoops[0], step.EpilogueLoops[1]);
        var reaches = step.Accesses.Skip(3).Select(access => ReachOf(access.Strides[0], access.Strides[1], rows, columns.Length)).ToList();
        return rows.Part == ExtentPart.All && columns is { Part: ExtentPart.All, TimesSamples: false, Length: <= MostColumns } && reaches.TrueForAll(static reach => reach is not null)
            ? new(rows, columns.Length, Reach.Element, new[] { Reach.Element }.Concat(reaches.Select(static reach => reach!.Value)).ToEquatableArray())
            : null;
    }

    /// <summary>A sum of a single number is the number; sums of everything are of one long row.</summary>
    private static bool HasKernel(LoopKind kind, BlockForm form) => form.Target switch
    {
        Reach.Element => true,
        Reach.Row => kind != LoopKind.Map,
        Reach.Column => kind == LoopKind.Sum,
        _ => kind == LoopKind.Sum && form.Operands.All(static reach => reach is Reach.Element or Reach.All),
    };

    /// <summary>What strides of rows and columns say; null where they say something else. Where there is one column or one row, its stride says nothing.</summary>
    private static Reach? ReachOf(int rowStride, int columnStride, Extent rows, int columns)
    {
        bool isOneRow = rows == new Extent(1, false);
        if (columns == 1)
        {
            return isOneRow ? Reach.All : rowStride switch { 0 => Reach.All, 1 => Reach.Element, _ => null };
        }

        return (rowStride, columnStride) switch
        {
            (_, 1) when rowStride == columns || isOneRow => Reach.Element,
            (_, 0) when rowStride == 0 || isOneRow => Reach.All,
            (1, 0) => Reach.Row,
            (0, 1) => Reach.Column,
            _ => null,
        };
    }

    private static ProductForm? SmallFormOf(ProductStep step)
    {
        bool isPlain = step.OuterLoops.Length == 0 && step.Batch is null && !step.ClearsFirst && (step.Epilogue?.Arity ?? 0) <= MostBlockOperands
            && new[] { step.Rows, step.Columns, step.Inner }.All(static extent => extent.Part == ExtentPart.All);
        if (!isPlain || KindOf(step) is not { } kind)
        {
            return null;
        }

        var reaches = step.Accesses.Skip(3).Select(access => ReachOf(access.Strides[0], access.Strides[1], step.Rows, step.Columns.Length)).ToList();
        return reaches.TrueForAll(static reach => reach is not null)
            ? new(kind, new[] { Reach.Element }.Concat(reaches.Select(static reach => reach!.Value)).ToEquatableArray())
            : null;
    }

    private static ProductKind? KindOf(ProductStep step)
    {
        var (result, left, right) = (step.Accesses[0], step.Accesses[1], step.Accesses[2]);
        var (rows, columns, inner) = (step.Rows, step.Columns, step.Inner);
        if (columns.TimesSamples || !IsRowMajor(result, rows, columns))
        {
            return null;
        }

        bool isWeight = !inner.TimesSamples && columns.Length * inner.Length <= MostElements && IsRowMajor(left, rows, inner);
        return isWeight && IsRowMajor(right, inner, columns) ? ProductKind.Times
            : isWeight && IsRowMajor(Transposed(right), columns, inner) ? ProductKind.TimesTransposed
            : !rows.TimesSamples && rows.Length * columns.Length <= MostElements && step.Epilogue is null
                && IsRowMajor(Transposed(left), inner, rows) && IsRowMajor(right, inner, columns) ? ProductKind.TransposedTimes
            : null;
    }

    private static Access Transposed(Access access) => access with { Strides = access.Strides.Reverse().ToEquatableArray() };

    /// <summary>Whether a matrix lies row by row; where there is one row or one column, its stride does not matter.</summary>
    private static bool IsRowMajor(Access access, Extent rows, Extent columns) =>
        (access.Strides[0] == columns.Length || rows == new Extent(1, false)) && (access.Strides[1] == 1 || columns == new Extent(1, false));
}
