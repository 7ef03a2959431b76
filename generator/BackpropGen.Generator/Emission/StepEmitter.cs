using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;

namespace BackpropGen.Generator.Emission;

/// <summary>Prints one step as a kernel call under its formula.</summary>
internal sealed partial class StepEmitter(SourceWriter writer, string type, FunctionTableEmitter functions)
{
    public void Write(Step step, BufferScope scope)
    {
        foreach (string line in step.Comment.ToString().Split('\n'))
        {
            writer.Line("// " + line);
        }

        scope.Declare(step.Accesses.Select(static access => access.Buffer));
        switch (step)
        {
            case LoopStep { IsSingle: true } single when Expression(single, scope) is { } expression:
                writer.Line(expression);
                break;
            case LoopStep { Block: { } form } loop:
                WriteBlock(loop, form, scope);
                break;
            case LoopStep { SumsColumns: true } loop:
                WriteColumnSums(loop, scope);
                break;
            case LoopStep loop:
                WriteLoop(loop, scope);
                break;
            case ProductStep { Small: { } form } product:
                WriteSmallProduct(product, form, scope);
                break;
            case ProductStep { Descends: true } product:
                WriteDescent(product, scope);
                break;
            case ProductStep product:
                WriteProduct(product, scope);
                break;
            case IndexStep index:
                WriteIndex(index, scope);
                break;
        }
    }

    private void WriteLoop(LoopStep step, BufferScope scope)
    {
        bool addsUp = step.Kind == LoopKind.Sum
            && Enumerable.Range(0, step.OuterLoops.Length).Any(i => step.Accesses[0].Strides[i] == 0);
        if (addsUp)
        {
            writer.Line($"{scope.NameOf(step.Accesses[0].Buffer)}.Clear();");
        }

        string method = addsUp ? "AddSum" : step.Kind.ToString();
        var arguments = new List<string> { $"new Kernels::Loop({Names.List(step.Loops.Select(static loop => loop.ToString()))})" };
        for (int i = 0; i < step.Accesses.Length; i++)
        {
            arguments.Add(Operand(step.Accesses[i], step.OuterLoops, step.Loops, scope, i == 0 ? "Target" : "Operand"));
        }

        OpenLoops(step.OuterLoops, scope);
        writer.Line($"Kernels::Elementwise.{method}<{type}, {functions.NameOf(step.Function)}>({Names.List(arguments)});");
        CloseLoops(step.OuterLoops);
    }

    private void WriteColumnSums(LoopStep step, BufferScope scope)
    {
        OpenLoops(step.OuterLoops, scope);
        string[] spans = [.. step.Accesses.Select(access => Span(access, step.OuterLoops, scope))];
        IEnumerable<string> arguments = [.. step.Loops.Select(static loop => loop.ToString()), spans[1], Names.Number(step.Accesses[1].Strides[step.OuterLoops.Length]), spans[0]];
        writer.Line($"Kernels::Columns.Sum<{type}>({Names.List(arguments)});");
        CloseLoops(step.OuterLoops);
    }

    /// <summary>A span by itself where it is read row by row; else with its strides.</summary>
    private string Operand(Access access, EquatableArray<Extent> outerLoops, IReadOnlyList<Extent> loops, BufferScope scope, string kind)
    {
        int[] strides = access.Strides.Skip(outerLoops.Length).ToArray();
        string span = Span(access, outerLoops, scope);
        bool isDense = strides[strides.Length - 1] == 1 && Enumerable.Range(0, strides.Length - 1).All(i =>
            strides[i] == strides[i + 1] * loops[i + 1].Length && loops[i + 1] is { TimesSamples: false, Part: ExtentPart.All });
        return isDense ? span : $"new Kernels::{kind}<{type}>({span}, {Names.List(strides.Select(Names.Number))})";
    }

    private static string Span(Access access, EquatableArray<Extent> outerLoops, BufferScope scope)
    {
        var terms = Terms(access, outerLoops);
        string name = scope.NameOf(access.Buffer);
        return terms.Count == 0 ? name : $"{name}.Slice({string.Join(" + ", terms)})";
    }

    /// <summary>Where an access begins in its buffer, as a sum.</summary>
    private static List<string> Terms(Access access, EquatableArray<Extent> outerLoops)
    {
        var terms = new List<string>();
        if (access.Offset != 0)
        {
            terms.Add(Names.Number(access.Offset));
        }

        for (int i = 0; i < outerLoops.Length; i++)
        {
            int stride = access.Strides[i];
            if (stride != 0)
            {
                terms.Add((stride == 1 ? "" : Names.Number(stride) + " * ") + Variable(outerLoops, i));
            }
        }

        return terms;
    }

    private void WriteProduct(ProductStep step, BufferScope scope)
    {
        var (result, left, right) = (step.Accesses[0], step.Accesses[1], step.Accesses[2]);
        int batch = step.OuterLoops.Length;
        int first = batch + (step.Batch is null ? 0 : 1);
        string Stride(Access access, int i) => Names.Number(access.Strides[i]);
        if (step.ClearsFirst)
        {
            writer.Line($"{scope.NameOf(result.Buffer)}.Clear();");
        }

        OpenLoops(step.OuterLoops, scope);
        string types = step is { Epilogue: { } function, Block: null } ? $"{type}, {functions.NameOf(function)}" : type;
        string head = step.Batch is { } extent
            ? $"MultiplyBatched<{types}>({extent}, {Stride(left, batch)}, {Stride(right, batch)}, {Stride(result, batch)}, "
            : $"Multiply<{types}>(";
        string[] rest = step is { Epilogue: null } or { Block: not null }
            ? [$"accumulate: {(step.ClearsFirst ? "true" : "false")}"]
            : [.. step.Accesses.Skip(3).Select(access => Operand(access, step.OuterLoops, step.EpilogueLoops, scope, "Operand"))];
        writer.Line(
            $"Kernels::MatrixProduct.{head}{step.Rows}, {step.Columns}, {step.Inner}, "
            + $"{Span(left, step.OuterLoops, scope)}, {Stride(left, first)}, {Stride(left, first + 1)}, "
            + $"{Span(right, step.OuterLoops, scope)}, {Stride(right, first)}, {Stride(right, first + 1)}, "
            + $"{Names.List([Span(result, step.OuterLoops, scope), Stride(result, first), Stride(result, first + 1), .. rest])});");
        if (step is { Epilogue: { } epilogue, Block: { } form })
        {
            IEnumerable<string> operands = [form.Rows.ToString(), .. new[] { result, result }.Concat(step.Accesses.Skip(3)).Select(access => Span(access, [], scope))];
            writer.Line($"Kernels::SmallBlock.Map<{type}, {functions.NameOf(form.Columns)}, {functions.NameOf(epilogue, form.Operands)}>({Names.List(operands)});");
        }

        CloseLoops(step.OuterLoops);
    }

    /// <summary>The gradient of a parameter in panels, or in rows, or its descent, as the caller says.</summary>
    private void WriteDescent(ProductStep step, BufferScope scope)
    {
        var (gradient, left, right) = (step.Accesses[0], step.Accesses[1], step.Accesses[2]);
        int first = step.OuterLoops.Length + (step.Batch is null ? 0 : 1);
        string panels = step.Batch is { } batch ? $"{batch}, {Names.Number(step.BatchStride(2))}" : "1, 0";
        string Strides(Access access) => $"{Names.Number(access.Strides[first])}, {Names.Number(access.Strides[first + 1])}";
        OpenLoops(step.OuterLoops, scope);
        var place = new[] { scope.PlaceOf(gradient.Buffer) }.Where(static place => place != "0").Concat(Terms(gradient, step.OuterLoops)).ToList();
        string descent = place.Count == 0 ? "memory.Descent" : $"memory.Descent.Slice({string.Join(" + ", place)})";
        descent = step.DescendsAlone ? $"memory.Threads == 1 ? {descent} : default" : descent;
        writer.Line(
            $"Kernels::MatrixProduct.MultiplyPanels<{type}>({panels}, {step.Rows}, {step.Columns}, {step.Inner}, "
            + $"{Span(left, step.OuterLoops, scope)}, {Strides(left)}, {Span(right, step.OuterLoops, scope)}, {Strides(right)}, "
            + $"{Span(gradient, step.OuterLoops, scope)}, {descent});");
        CloseLoops(step.OuterLoops);
    }

    private void WriteIndex(IndexStep step, BufferScope scope)
    {
        string[] names = step.Accesses.Select(access => scope.NameOf(access.Buffer)).ToArray();
        string count = step.Count.ToString(), classes = Names.Number(step.Classes), length = Names.Number(step.RowLength);
        if (step.Kind is IndexKind.Scatter or IndexKind.ScatterRows)
        {
            writer.Line($"{names[0]}.Clear();");
        }

        writer.Line(step.Kind switch
        {
            IndexKind.Gather => $"Kernels::Indexing.Gather<{type}>({count}, {length}, {names[1]}, {names[2]}, {names[0]});",
            IndexKind.GatherRows => $"Kernels::Indexing.GatherRows<{type}>({count}, {classes}, {length}, {names[1]}, {names[2]}, {names[0]});",
            IndexKind.Scatter => $"Kernels::Indexing.ScatterAdd<{type}>({count}, {length}, {names[1]}, {names[2]}, {names[0]});",
            IndexKind.ScatterRows => $"Kernels::Indexing.ScatterRows<{type}>({count}, {classes}, {length}, {names[1]}, {names[2]}, {names[0]});",
            IndexKind.ArgMax => $"Kernels::Indexing.ArgMax<{type}>({count}, {classes}, {names[1]}, {names[0]});",
            IndexKind.ToReal => $"Kernels::Indexing.ToReal<{type}>({names[1]}, {classes}, {names[0]});",
            IndexKind.Iota => $"Kernels::Indexing.Iota<{type}>({names[0]});",
            _ => $"{names[0]}[0] = n;",
        });
    }

    private void OpenLoops(EquatableArray<Extent> loops, BufferScope scope)
    {
        for (int i = 0; i < loops.Length; i++)
        {
            string variable = Variable(loops, i);
            if (IsShare(loops[i]))
            {
                scope.DeclareShare(loops[i]);
            }
            else
            {
                writer.Open($"for (int {variable} = 0; {variable} < {loops[i]}; {variable}++)");
            }
        }
    }

    private void CloseLoops(EquatableArray<Extent> loops)
    {
        foreach (var extent in loops)
        {
            if (!IsShare(extent))
            {
                writer.Close();
            }
        }
    }

    private static string Variable(EquatableArray<Extent> loops, int loop) => IsShare(loops[loop]) ? loops[loop].ToString() : "i" + Names.Number(loop);

    private static bool IsShare(Extent extent) => extent.Part == ExtentPart.First;
}
