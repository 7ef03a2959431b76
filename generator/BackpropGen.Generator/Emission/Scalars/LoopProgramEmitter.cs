using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>Writes the body of a derivative whose loops are kept as loops.</summary>
internal sealed class LoopProgramEmitter
{
    // 8 KB of a thread's stack; more is rented.
    private const int LargestStackAllocation = 1024;

    private readonly SourceWriter _writer;
    private readonly ScalarProgram _program;
    private readonly Precision _precision;
    private readonly ProgramNames _names;
    private readonly string _real;
    private readonly Stack<HashSet<int>> _declared = new();
    private int _locals;

    private LoopProgramEmitter(SourceWriter writer, ProgramMember member, Precision precision)
    {
        _writer = writer;
        _program = member.Program;
        _precision = precision;
        _names = new ProgramNames(member);
        _real = precision == Precision.Double ? "double" : "float";
        _declared.Push([]);
    }

    /// <summary>Writes everything but the return.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="member">The method.</param>
    /// <param name="precision">The type of its numbers.</param>
    /// <returns>The locals that hold the numbers to return.</returns>
    public static IReadOnlyList<string> Write(SourceWriter writer, ProgramMember member, Precision precision)
    {
        var emitter = new LoopProgramEmitter(writer, member, precision);
        foreach (string local in emitter._names.Returned)
        {
            writer.Line($"{emitter._real} {local} = 0;");
        }

        foreach (var output in member.Outputs.Where(static output => output.Layout is ScalarLayout.Sequence))
        {
            writer.Line($"{Names.Escape(output.Name)}.Clear();");
        }

        bool isRented = emitter.WriteArrays();
        emitter.Write(member.Program.Items);
        if (isRented)
        {
            writer.Line($"global::System.Buffers.ArrayPool<{emitter._real}>.Shared.Return(rented);");
        }

        return emitter._names.Returned;
    }

    /// <summary>Declares constant tables and what rounds leave behind.</summary>
    private bool WriteArrays()
    {
        var used = new HashSet<int>(Places(_program.Items).OfType<Place.Element>().Select(static element => element.Array));
        int length = 0;
        var tapes = new List<(string Name, int Start, int Length)>();
        for (int i = 2; i < _program.Arrays.Length; i++)
        {
            var array = _program.Arrays[i];
            if (!used.Contains(i))
            {
                continue;
            }

            if (array.Constants.IsEmpty)
            {
                tapes.Add((_names.Arrays[i], length, array.Length));
                length += array.Length;
                continue;
            }

            string elements = Names.List(array.Constants.Select(value => NumberText.Literal(value, _precision)));
            _writer.Line($"global::System.ReadOnlySpan<{_real}> {_names.Arrays[i]} = [{elements}];");
        }

        bool isRented = length > LargestStackAllocation;
        if (isRented)
        {
            _writer.Line($"var rented = global::System.Buffers.ArrayPool<{_real}>.Shared.Rent({Names.Number(length)});");
        }

        foreach (var (name, start, count) in tapes)
        {
            _writer.Line(isRented
                ? $"var {name} = global::System.MemoryExtensions.AsSpan(rented, {Names.Number(start)}, {Names.Number(count)});"
                : $"global::System.Span<{_real}> {name} = stackalloc {_real}[{Names.Number(count)}];");
        }

        return isRented;
    }

    private static IEnumerable<Place> Places(EquatableArray<ProgramItem> items) => items.SelectMany(static item => item switch
    {
        ProgramItem.Loop loop => loop.Carries.SelectMany(static carry => new[] { carry.Initial, carry.Next }).Concat(Places(loop.Body)),
        ProgramItem.Step step => step.Arguments.Concat(step.Targets.Select(static target => target.Place)),
        _ => [],
    });

    private void Write(EquatableArray<ProgramItem> items)
    {
        foreach (var item in items)
        {
            if (item is ProgramItem.Loop loop)
            {
                Write(loop);
            }
            else if (item is ProgramItem.Step step)
            {
                Write(step);
            }
        }
    }

    private void Write(ProgramItem.Loop loop)
    {
        foreach (var carry in loop.Carries)
        {
            Assign(carry.Variable, Code(carry.Initial));
        }

        string counter = _names.Counter(loop.Number), count = Names.Number(loop.Count);
        _writer.Open(loop.IsDescending
            ? $"for (int {counter} = {Names.Number(loop.Count - 1)}; {counter} >= 0; {counter}--)"
            : $"for (int {counter} = 0; {counter} < {count}; {counter}++)");
        _declared.Push([]);
        Write(loop.Body);
        Pass(loop.Carries);
        _declared.Pop();
        _writer.Close();
    }

    /// <summary>Gives the next round what this one leaves; all at once where one is what another was.</summary>
    private void Pass(EquatableArray<Carry> carries)
    {
        var passed = carries.Where(static carry => carry.Next != new Place.Scalar(carry.Variable)).ToList();
        bool isSwap = passed.Any(carry => passed.Any(other => other.Next == new Place.Scalar(carry.Variable)));
        if (isSwap)
        {
            _writer.Line($"({Names.List(passed.Select(carry => _names.Variable(carry.Variable)))}) = ({Names.List(passed.Select(carry => Code(carry.Next)))});");
            return;
        }

        foreach (var carry in passed)
        {
            _writer.Line($"{_names.Variable(carry.Variable)} = {Code(carry.Next)};");
        }
    }

    private void Write(ProgramItem.Step step)
    {
        var code = step.Function.ToScalarCode([.. step.Arguments.Select(Code), .. _names.All], _precision, _locals);
        _locals = code.NextLocal;
        foreach (string statement in code.Statements)
        {
            _writer.Line(statement);
        }

        // All is read before one is written: what another result reads is written last, and waits in a local till then.
        var waiting = new List<(Target Target, string Local)>();
        var used = Enumerable.Range(0, step.Targets.Length).Select(i => step.Function.Select([i]).UsedArguments).ToList();
        for (int i = 0; i < step.Targets.Length; i++)
        {
            int argument = step.Arguments.Items.IndexOf(step.Targets[i].Place);
            if (argument >= 0 && Enumerable.Range(0, used.Count).Any(other => other != i && used[other][argument]))
            {
                string local = "next" + Names.Number(_locals++);
                _writer.Line($"var {local} = {code.Results[i]};");
                waiting.Add((step.Targets[i], local));
            }
        }

        for (int i = 0; i < step.Targets.Length; i++)
        {
            if (!waiting.Exists(pair => pair.Target == step.Targets[i]))
            {
                Assign(step.Targets[i], code.Results[i]);
            }
        }

        foreach (var (target, local) in waiting)
        {
            Assign(target, local);
        }
    }

    private void Assign(Target target, string value)
    {
        if (target.Place is Place.Scalar scalar && !target.Accumulates)
        {
            Assign(scalar.Id, value);
            return;
        }

        _writer.Line($"{Code(target.Place)} {(target.Accumulates ? "+=" : "=")} {value};");
    }

    private void Assign(int variable, string value)
    {
        bool isDeclared = _declared.Any(scope => scope.Contains(variable));
        _declared.Peek().Add(variable);
        _writer.Line($"{(isDeclared ? "" : _real + " ")}{_names.Variable(variable)} = {value};");
    }

    private string Code(Place place) => _names.Code(place, _precision);
}
