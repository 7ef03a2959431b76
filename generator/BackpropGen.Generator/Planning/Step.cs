using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Planning;

/// <summary>Which of a loop's rounds are meant.</summary>
internal enum ExtentPart
{
    /// <summary>All.</summary>
    All,

    /// <summary>The first of a thread's share, where a step begins instead of looping.</summary>
    First,

    /// <summary>As many as are in a thread's share.</summary>
    Count,
}

/// <summary>The number of times a loop runs: a constant, times the number of samples where it runs over them.</summary>
/// <param name="Length">The constant; of a part, what the parts are of.</param>
/// <param name="TimesSamples">Whether it runs over samples.</param>
/// <param name="Part">Which of the rounds are meant.</param>
/// <param name="PanelWidth">Of a part, how many elements are one round.</param>
internal readonly record struct Extent(int Length, bool TimesSamples, ExtentPart Part = ExtentPart.All, int PanelWidth = 1)
{
    /// <summary>How often all threads together run it, for a sample.</summary>
    public int Rounds => Length / PanelWidth;

    public override string ToString()
    {
        string length = Length.ToString(CultureInfo.InvariantCulture);
        return Part switch
        {
            ExtentPart.First => "first" + length,
            ExtentPart.Count => "count" + length + (PanelWidth == 1 ? "" : " / " + PanelWidth.ToString(CultureInfo.InvariantCulture)),
            _ => !TimesSamples ? length : Length == 1 ? "n" : length + " * n",
        };
    }
}

/// <summary>A buffer as the loops of a step read or write it.</summary>
/// <param name="Buffer">The number of the buffer.</param>
/// <param name="Offset">The first element, within a sample.</param>
/// <param name="Strides">The distance between neighbours, in elements, for each loop.</param>
internal sealed record Access(int Buffer, int Offset, EquatableArray<int> Strides);

/// <summary>One kernel call. A pretty printer turns it into a statement without further decisions.</summary>
/// <param name="Comment">What it computes, as mathematics.</param>
/// <param name="Accesses">What it writes, then what it reads.</param>
internal abstract record Step(Comment Comment, EquatableArray<Access> Accesses)
{
    /// <summary>The steps that it is made of: itself, unless it is a loop of several.</summary>
    public EquatableArray<Step> Parts() => this is RowLoopStep loop ? loop.Members : new[] { this }.ToEquatableArray();

    /// <summary>The same step over other buffers and without its comment: equal for equal work.</summary>
    public Step Over(Func<int, int> buffer) => this with
    {
        Comment = Comment.None,
        Accesses = Accesses.Select(access => access with { Buffer = buffer(access.Buffer) }).ToEquatableArray(),
    };
}

/// <summary>What a nest of loops does with each value.</summary>
internal enum LoopKind
{
    /// <summary>Stores it.</summary>
    Map,

    /// <summary>Adds it up along the loops in which the target's stride is 0.</summary>
    Sum,

    /// <summary>Keeps the largest along the loops in which the target's stride is 0.</summary>
    Max,
}

/// <summary>A scalar function over a nest of loops.</summary>
/// <param name="OuterLoops">Loops written out around the call, where the kernel's nest is not deep enough.</param>
/// <param name="Loops">The kernel's loops, one to four.</param>
/// <param name="Block">How a kernel for few columns runs it; null where the general one does.</param>
internal sealed record LoopStep(
    Comment Comment, LoopKind Kind, ScalarFunction Function, EquatableArray<Extent> OuterLoops, EquatableArray<Extent> Loops,
    EquatableArray<Access> Accesses, BlockForm? Block = null) : Step(Comment, Accesses)
{
    /// <summary>Whether it computes a single number: one expression.</summary>
    public bool IsSingle => OuterLoops.Length == 0 && Loops.All(static loop => loop == new Extent(1, false));

    /// <summary>Whether it adds up the rows of a matrix whose columns are neighbours, or of a thread's share of them.</summary>
    public bool SumsColumns => Kind == LoopKind.Sum && Function.IsIdentity && Loops.Length == 2 && OuterLoops.All(static loop => loop.Part == ExtentPart.First)
        && Accesses[0].Strides.Skip(OuterLoops.Length).SequenceEqual([0, 1]) && Accesses[1].Strides[OuterLoops.Length + 1] == 1;
}

/// <summary>A matrix product; the strides of the first three accesses run over the outer loops, then over the kernel's own loop, if
/// any, then over the two axes; those of an epilogue's operands over the outer loops and the two of the epilogue.</summary>
/// <param name="OuterLoops">Loops around the product.</param>
/// <param name="Batch">The kernel's own loop of products, if any: it may be one over panels of columns, or over panels to be summed.</param>
/// <param name="ClearsFirst">Whether outer loops add up, so that the result must be zeroed first.</param>
/// <param name="Epilogue">A function of each element of the product, and of the elements that the accesses after the factors name by
/// row and column: its value is what is stored.</param>
/// <param name="Block">How a kernel for few columns runs the epilogue; null where the general one does, or there is none.</param>
/// <param name="Small">How a kernel for small matrices runs it; null where the general one does.</param>
/// <param name="Descends">Whether it is the gradient of a parameter that nothing reads any more: plain descent can move the parameter
/// within it.</param>
/// <param name="DescendsAlone">Whether it can only where one thread does all: others read the parameter in the same phase.</param>
internal sealed record ProductStep(
    Comment Comment, EquatableArray<Extent> OuterLoops, Extent? Batch, Extent Rows, Extent Columns, Extent Inner, bool ClearsFirst,
    EquatableArray<Access> Accesses, ScalarFunction? Epilogue = null, BlockForm? Block = null, ProductForm? Small = null, bool Descends = false, bool DescendsAlone = false) : Step(Comment, Accesses)
{
    /// <summary>Whether the kernel's own loop runs over panels of the result's columns: all rows, of one factor, meet each.</summary>
    public bool IsInPanels => Batch is { TimesSamples: false } && BatchStride(1) == 0 && BatchStride(0) > 0;

    /// <summary>Whether the kernel's own loop adds up panels.</summary>
    public bool AddsPanels => Batch is { TimesSamples: false } && BatchStride(0) == 0;

    /// <summary>Whether the result is stored panel after panel, each with all rows.</summary>
    public bool IsStacked => IsInPanels && !Rows.TimesSamples && BatchStride(0) == Rows.Length * Columns.Length;

    /// <summary>The columns of all panels.</summary>
    public Extent AllColumns => !IsInPanels ? Columns
        : Batch is { Part: ExtentPart.Count } part ? part with { PanelWidth = 1 }
        : Columns with { Length = Batch!.Value.Length * Columns.Length };

    /// <summary>The loops of an epilogue, in the order in which the result lies.</summary>
    public EquatableArray<Extent> EpilogueLoops =>
        (IsStacked ? new[] { Rows with { Length = Batch!.Value.Rounds * Rows.Length }, Columns } : [Rows, AllColumns]).ToEquatableArray();

    /// <summary>How far an access moves from one round of the kernel's own loop to the next.</summary>
    public int BatchStride(int access) => Accesses[access].Strides[OuterLoops.Length];
}

/// <summary>Several steps as one loop over the samples: what they compute of a sample stays in registers, which a row fills.</summary>
/// <param name="Columns">The number of columns of all rows that are not a single number.</param>
/// <param name="Members">The steps, in order.</param>
/// <param name="Unstored">The buffers that no other step reads: they exist in registers alone.</param>
/// <param name="Descends">The gradients of parameters that nothing reads any more: plain descent can move the parameters by their sums.</param>
/// <param name="Arrivals">What each member waits for.</param>
/// <param name="Passes">With lanes along the samples, the pass through the columns that each member belongs to; none where lanes are along the columns only.</param>
internal sealed record RowLoopStep(
    Comment Comment, int Columns, EquatableArray<Step> Members, EquatableArray<int> Unstored, EquatableArray<int> Descends, EquatableArray<Arrival> Arrivals,
    EquatableArray<int> Passes, EquatableArray<Access> Accesses)
    : Step(Comment, Accesses);

/// <summary>What an <see cref="IndexStep"/> does.</summary>
internal enum IndexKind
{
    Gather,
    GatherRows,
    Scatter,
    ScatterRows,
    ArgMax,
    ToReal,
    Iota,
    BatchSize,
}

/// <summary>A kernel that deals with class indexes.</summary>
/// <param name="Count">The number of rows.</param>
/// <param name="Classes">The number of classes, or of elements searched.</param>
/// <param name="RowLength">The number of elements of a row.</param>
internal sealed record IndexStep(
    Comment Comment, IndexKind Kind, Extent Count, int Classes, int RowLength, EquatableArray<Access> Accesses) : Step(Comment, Accesses);
