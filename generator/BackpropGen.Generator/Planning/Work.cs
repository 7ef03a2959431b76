using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Planning;

/// <summary>The estimated time of steps, in multiply-adds of a large product: some 40 take a nanosecond.</summary>
/// <param name="PerSample">For each sample.</param>
/// <param name="Once">For the batch, however large.</param>
internal readonly record struct Work(long PerSample, long Once)
{
    /// <summary>Reading or writing an element takes as long as so many multiply-adds that find theirs in registers.</summary>
    private const int PerAccess = 2;

    /// <summary>A row chosen by a label is copied element by element, from anywhere.</summary>
    private const int PerIndexedElement = 8;

    public static Work operator +(Work left, Work right) => new(left.PerSample + right.PerSample, left.Once + right.Once);

    public static Work Of(IEnumerable<Step> steps) => steps.Select(Of).Aggregate(default(Work), static (sum, work) => sum + work);

    private static Work Of(Step step) => step switch
    {
        ProductStep product => Times(1, product.OuterLoops.Concat([product.Batch ?? new Extent(1, false), product.Rows, product.Columns, product.Inner]))
            + (product.Epilogue is { } map ? Times(map.Cost + (PerAccess * (product.Accesses.Length - 2)), product.EpilogueLoops) : default),
        LoopStep loop => Times(loop.Function.Cost + (PerAccess * loop.Accesses.Length), loop.OuterLoops.Concat(loop.Loops)),
        IndexStep { Kind: IndexKind.ArgMax } index => Times((long)PerIndexedElement * index.Classes, [index.Count]),
        IndexStep index => Times((long)PerIndexedElement * index.RowLength, [index.Count]),
        _ => default,
    };

    private static Work Times(long each, IEnumerable<Extent> loops)
    {
        bool isPerSample = false;
        foreach (var extent in loops)
        {
            each *= extent.Part == ExtentPart.First ? 1 : extent.Rounds;
            isPerSample |= extent.TimesSamples;
        }

        return isPerSample ? new(each, 0) : new(0, each);
    }
}
