using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>Writes the body of a derivative whose loops are kept as loops.</summary>
internal sealed class LoopProgramEmitter
{
    private readonly MethodBody _body;
    private readonly ScalarProgram _program;
    private readonly Precision _precision;
    private readonly ProgramNames _names;
    private readonly string _real;
    private readonly Stack<HashSet<int>> _declared = new();
    private List<Statement> _block;
    private int _locals;

    private LoopProgramEmitter(MethodBody body, ProgramMember member, Precision precision)
    {
        _body = body;
        _block = body.Work;
        _program = member.Program;
        _precision = precision;
        _names = new ProgramNames(member);
        _real = precision == Precision.Double ? "double" : "float";
        _declared.Push([]);
    }

    /// <summary>Writes everything behind the checks of lengths.</summary>
    /// <param name="body">Receives it.</param>
    /// <param name="member">The method.</param>
    /// <param name="precision">The type of its numbers.</param>
    public static void Write(MethodBody body, ProgramMember member, Precision precision)
    {
        foreach (var input in member.Inputs)
        {
            body.RequireApart(member, input);
        }

        var emitter = new LoopProgramEmitter(body, member, precision);
        body.Head.AddRange(emitter._names.Returned.Select(local => new Statement($"{emitter._real} {local} = 0;")));
        body.Head.AddRange(member.Outputs.Where(static output => output.Layout is ScalarLayout.Sequence).Select(static output => new Statement($"{Names.Escape(output.Name)}.Clear();")));
        if (member.RentsTapes)
        {
            body.Head.Add(new($"var rented = global::System.Buffers.ArrayPool<{emitter._real}>.Shared.Rent({Names.Number(member.TapeLength)});"));
            body.Tail.Add(new($"global::System.Buffers.ArrayPool<{emitter._real}>.Shared.Return(rented);"));
        }

        emitter.WriteArrays(member.RentsTapes);
        emitter.Write(member.Program.Items);
        int next = 0;
        var returned = new List<string>();
        foreach (var result in member.Returned)
        {
            returned.Add(LayoutCode.Build(result.Layout, emitter._names.Returned, ref next));
        }

        body.Return(returned);
    }

    /// <summary>Declares constant tables and what rounds leave behind.</summary>
    private void WriteArrays(bool isRented)
    {
        int length = 0;
        foreach (int i in _program.UsedArrays)
        {
            var array = _program.Arrays[i];
            string name = _names.Arrays[i];
            bool isTable = !array.Constants.IsEmpty;
            string type = $"global::System.{(isTable ? "ReadOnly" : "")}Span<{_real}>";
            _body.Inputs.Add(new(name, type));
            if (isTable)
            {
                _body.Head.Add(new($"{type} {name} = [{Names.List(array.Constants.Select(value => NumberText.Literal(value, _precision)))}];"));
                continue;
            }

            _body.Head.Add(new(isRented
                ? $"var {name} = global::System.MemoryExtensions.AsSpan(rented, {Names.Number(length)}, {Names.Number(array.Length)});"
                : $"{type} {name} = stackalloc {_real}[{Names.Number(array.Length)}];"));
            length += array.Length;
        }
    }

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

        if (loop.IsDescending && _declared.Count == 1)
        {
            _block.Add(new("// Back through the rounds: a name with Bar is the derivative of the result by what the name stands for."));
        }

        string counter = _names.Counter(loop.Number), count = Names.Number(loop.Count);
        if (!_body.Inputs.Exists(input => input.Name == counter))
        {
            _body.Inputs.Add(new(counter, "int"));
        }

        var around = _block;
        _block = [];
        around.Add(new(
            loop.IsDescending
                ? $"for (int {counter} = {Names.Number(loop.Count - 1)}; {counter} >= 0; {counter}--)"
                : $"for (int {counter} = 0; {counter} < {count}; {counter}++)",
            _block));
        _declared.Push([]);
        Write(loop.Body);
        Pass(loop.Carries);
        _declared.Pop();
        _block = around;
    }

    /// <summary>Gives the next round what this one leaves; all at once where one is what another was.</summary>
    private void Pass(EquatableArray<Carry> carries)
    {
        var passed = carries.Where(static carry => carry.Next != new ProgramPlace.Scalar(carry.Variable)).ToList();
        bool isSwap = passed.Any(carry => passed.Any(other => other.Next == new ProgramPlace.Scalar(carry.Variable)));
        if (isSwap)
        {
            _block.Add(new($"({Names.List(passed.Select(carry => _names.Variable(carry.Variable)))}) = ({Names.List(passed.Select(carry => Code(carry.Next)))});"));
            return;
        }

        foreach (var carry in passed)
        {
            _block.Add(new($"{_names.Variable(carry.Variable)} = {Code(carry.Next)};"));
        }
    }

    private void Write(ProgramItem.Step step)
    {
        var code = step.Function.ToScalarCode([.. step.Arguments.Select(Code), .. _names.All], _precision, _locals);
        _locals = code.NextLocal;
        _block.AddRange(code.Body);

        // All is read before one is written: what no other result reads any more is written first; of a circle one waits in a local.
        var left = step.Targets.Select((target, i) => (Target: target, Value: code.Results[i])).ToList();
        var waiting = new List<(Target Target, string Value)>();
        while (left.Count > 0)
        {
            int next = left.FindIndex(one => !left.Exists(other => other != one && IsRead(Code(one.Target.Place), other.Value)));
            if (next >= 0)
            {
                Assign(left[next].Target, left[next].Value);
                left.RemoveAt(next);
                continue;
            }

            string local = "next" + Names.Number(_locals++);
            _block.Add(new($"var {local} = {left[0].Value};"));
            waiting.Add((left[0].Target, local));
            left.RemoveAt(0);
        }

        foreach (var (target, value) in waiting)
        {
            Assign(target, value);
        }
    }

    /// <summary>Whether code names a variable, or has an element in it.</summary>
    private static bool IsRead(string name, string code)
    {
        for (int i = code.IndexOf(name, System.StringComparison.Ordinal); i >= 0; i = code.IndexOf(name, i + 1, System.StringComparison.Ordinal))
        {
            int end = i + name.Length;
            if ((i == 0 || !IsPartOfName(code[i - 1])) && (end == code.Length || !IsPartOfName(code[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '.';

    private void Assign(Target target, string value)
    {
        if (target.Place is ProgramPlace.Scalar scalar && !target.Accumulates)
        {
            Assign(scalar.Id, value);
            return;
        }

        _block.Add(new($"{Code(target.Place)} {(target.Accumulates ? "+=" : "=")} {value};"));
    }

    private void Assign(int variable, string value)
    {
        bool isDeclared = _declared.Any(scope => scope.Contains(variable));
        if (isDeclared && value == _names.Variable(variable))
        {
            return;
        }

        _declared.Peek().Add(variable);
        _block.Add(new($"{(isDeclared ? "" : _real + " ")}{_names.Variable(variable)} = {value};"));
    }

    private string Code(ProgramPlace place) => _names.Code(place, _precision);
}
