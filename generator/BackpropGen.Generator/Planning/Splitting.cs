using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Planning;

/// <summary>Parts a step whose result all samples share by one loop over the result's elements, so that threads can each do
/// some of them: every element is still computed by one thread, in the same order.</summary>
internal static class Splitting
{
    /// <summary>Shorter loops are not worth it.</summary>
    private const int Shortest = 32;

    /// <summary>The accesses of a product before those of its epilogue.</summary>
    private const int FactorsAndResult = 3;

    /// <summary>The strides of each of those: of the share, the panels and two axes.</summary>
    private const int StridesWithPanels = 4;

    /// <summary>The same step for a share of its elements; null where it is done as a whole.</summary>
    public static Step? Split(Step step) => step switch
    {
        LoopStep { OuterLoops.Length: 0 } loop => Split(loop) ?? (Unmerged(loop) is { } apart ? Split(apart) : null),
        ProductStep { OuterLoops.Length: 0, ClearsFirst: false } product => Split(product),
        _ => null,
    };

    private static LoopStep? Split(LoopStep step)
    {
        if (Longest(step.Loops, step.Accesses[0].Strides) is not { } split)
        {
            return null;
        }

        return step with
        {
            OuterLoops = new[] { step.Loops[split] with { Part = ExtentPart.First } }.ToEquatableArray(),
            Loops = step.Loops.Select((extent, i) => i == split ? extent with { Part = ExtentPart.Count } : extent).ToEquatableArray(),
            Accesses = Moved(step.Accesses, split),
        };
    }

    /// <summary>A loop over all elements of all samples as one over the samples and one over the elements.</summary>
    private static LoopStep? Unmerged(LoopStep step)
    {
        var extents = step.Loops.ToList();
        int merged = extents.FindIndex(static extent => extent.TimesSamples && extent.Length > 1);
        if (merged < 0 || extents.Count == LoopNest.KernelDepth)
        {
            return null;
        }

        int length = extents[merged].Length;
        extents[merged] = new Extent(1, TimesSamples: true);
        extents.Insert(merged + 1, new Extent(length, TimesSamples: false));
        return step with
        {
            Loops = extents.ToEquatableArray(),
            Accesses = step.Accesses.Select(access => access with { Strides = access.Strides.Items.Insert(merged, access.Strides[merged] * length) }).ToEquatableArray(),
        };
    }

    /// <summary>Whether each thread reads of a value just what it wrote of it itself in an earlier step, or writes there again.</summary>
    public static bool IsInStep(Step writer, Step reader, int buffer)
    {
        var written = writer.Accesses[0];
        var (first, other) = (FirstOf(writer), FirstOf(reader));
        return first is not null && first == other && reader.Accesses.Where(access => access.Buffer == buffer).All(access =>
            access.Offset == written.Offset && access.Strides[0] == written.Strides[0] && IsAlone(reader, access, first.Value.Length) && IsAlone(writer, written, first.Value.Length));
    }

    private static Extent? FirstOf(Step step) => step switch
    {
        LoopStep { OuterLoops.Length: 1 } loop when loop.OuterLoops[0].Part == ExtentPart.First => loop.OuterLoops[0],
        ProductStep { OuterLoops.Length: 1 } product when product.OuterLoops[0].Part == ExtentPart.First => product.OuterLoops[0],
        _ => null,
    };

    /// <summary>Whether the loops other than the parted one, and that over its panels, go around it: its place then tells the thread.</summary>
    private static bool IsAlone(Step step, Access access, int length)
    {
        int stride = access.Strides[0];
        bool hasPanels = step is ProductStep { Batch.Part: ExtentPart.Count } && access.Strides.Length == StridesWithPanels;
        var others = access.Strides.Where((_, loop) => loop > 0 && !(hasPanels && loop == 1)).ToList();
        return stride > 0 && others.Count(other => other == stride) == 1
            && others.All(other => other == 0 || other == stride || other >= stride * length);
    }

    /// <summary>By panels where there are such; else by rows, which lie one after the other, unless there are few.</summary>
    private static ProductStep? Split(ProductStep step)
    {
        if (step.IsInPanels)
        {
            return SplitPanels(step);
        }

        int batch = step.Batch is null ? 0 : 1;
        EquatableArray<int> strides = step.Accesses[0].Strides.Skip(batch).ToEquatableArray();
        int? split = CanSplit(step.Rows, strides[0]) && step.Rows.Length >= 2 * Shortest
            ? 0 : Longest(new[] { step.Rows, step.Columns }.ToEquatableArray(), strides);
        if (split is not { } axis)
        {
            return null;
        }

        var whole = axis == 0 ? step.Rows : step.Columns;
        int StrideOf(Access access, int operand) => operand switch
        {
            0 => access.Strides[batch + axis],
            1 => axis == 0 ? access.Strides[batch] : 0,
            2 => axis == 0 ? 0 : access.Strides[batch + 1],
            _ => access.Strides[axis],
        };
        var moved = Around(step, whole, StrideOf);
        return axis == 0
            ? moved with { Rows = whole with { Part = ExtentPart.Count } }
            : moved with { Columns = whole with { Part = ExtentPart.Count } };
    }

    /// <summary>By panels of columns, counted in columns, as what reads them is parted.</summary>
    private static ProductStep? SplitPanels(ProductStep step)
    {
        // A stacked result's epilogue passes as many rows a panel as it has, a panel being so many columns.
        int width = step.Columns.Length;
        int Passed(Access access, int operand) => operand < FactorsAndResult ? access.Strides[0] : step.IsStacked ? access.Strides[0] * step.Rows.Length : access.Strides[1] * width;
        if (!CanSplit(step.AllColumns, 1) || step.Accesses.Where((access, operand) => Passed(access, operand) % width != 0).Any())
        {
            return null;
        }

        var whole = step.AllColumns;
        return Around(step, whole, (access, operand) => Passed(access, operand) / width) with
        {
            Batch = whole with { Part = ExtentPart.Count, PanelWidth = width },
        };
    }

    /// <summary>The product at the first element of a thread's share.</summary>
    private static ProductStep Around(ProductStep step, Extent whole, System.Func<Access, int, int> stride) => step with
    {
        OuterLoops = new[] { whole with { Part = ExtentPart.First } }.ToEquatableArray(),
        Accesses = step.Accesses.Select((access, operand) => access with { Strides = access.Strides.Items.Insert(0, stride(access, operand)) }).ToEquatableArray(),
    };

    private static int? Longest(EquatableArray<Extent> loops, EquatableArray<int> resultStrides)
    {
        int? longest = null;
        for (int i = 0; i < loops.Length; i++)
        {
            if (CanSplit(loops[i], resultStrides[i]) && (longest is not { } other || loops[i].Length > loops[other].Length))
            {
                longest = i;
            }
        }

        return longest;
    }

    private static bool CanSplit(Extent extent, int resultStride) => !extent.TimesSamples && resultStride != 0 && extent.Length >= Shortest;

    /// <summary>The accesses with one more loop around, which moves each as the loop that is parted does.</summary>
    private static EquatableArray<Access> Moved(EquatableArray<Access> accesses, int loop) =>
        accesses.Select(access => access with { Strides = access.Strides.Items.Insert(0, access.Strides[loop]) }).ToEquatableArray();
}
