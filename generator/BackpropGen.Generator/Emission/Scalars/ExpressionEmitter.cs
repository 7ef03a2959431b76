using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Differentiation;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>Writes the body of a derivative that is expressions.</summary>
internal sealed class ExpressionEmitter
{
    private readonly MethodBody _body;
    private readonly ExpressionMember _member;

    private ExpressionEmitter(MethodBody body, ExpressionMember member)
    {
        _body = body;
        _member = member;
    }

    /// <summary>Writes everything behind the checks of lengths.</summary>
    /// <param name="body">Receives it.</param>
    /// <param name="member">The method.</param>
    /// <param name="precision">The type of its numbers.</param>
    public static void Write(MethodBody body, ExpressionMember member, Precision precision)
    {
        var emitter = new ExpressionEmitter(body, member);
        var arguments = emitter.ReadInputs();

        // The names behind the arguments are only kept clear of.
        var fields = member.Returned.Select(static result => result.Layout).Concat(member.Outputs.Select(static output => output.Layout)).SelectMany(LayoutCode.Initialized);
        var code = member.Function.ToScalarCode([.. arguments, .. member.Parameters.Select(static parameter => parameter.Name), .. fields], precision);
        body.Work.AddRange(code.Body);
        emitter.WriteResults(code);
    }

    /// <summary>The code of each argument. Elements of spans become locals: a result may be written over an input.</summary>
    private List<string> ReadInputs()
    {
        var taken = new HashSet<string>(_member.Parameters.Select(static parameter => parameter.Name));
        var used = _member.Function.UsedArguments;
        var arguments = new List<string>();
        foreach (var parameter in _member.Inputs)
        {
            string name = Names.Escape(parameter.Name);
            if (ExpressionMember.IsReadInPlace(parameter))
            {
                arguments.AddRange(parameter.Layout.Leaves(name));
                _body.RequireApart(_member, parameter);
                continue;
            }

            string prefix = parameter.Name;
            while (Enumerable.Range(0, parameter.Layout.Count).Any(i => taken.Contains(prefix + Names.Number(i))))
            {
                prefix += "_";
            }

            int element = 0;
            foreach (string leaf in parameter.Layout.Leaves(name))
            {
                string local = prefix + Names.Number(element++);
                if (used[arguments.Count])
                {
                    _body.Head.Add(new($"var {local} = {leaf};"));
                }

                taken.Add(local);
                arguments.Add(local);
            }
        }

        return arguments;
    }

    private void WriteResults(ScalarCode code)
    {
        int next = 0;
        var returned = new List<string>();
        foreach (var result in _member.Returned)
        {
            returned.Add(LayoutCode.Build(result.Layout, code.Results, ref next));
        }

        foreach (var output in _member.Outputs)
        {
            WriteOutput(output, code, ref next);
        }

        _body.Return(returned);
    }

    private void WriteOutput(MemberParameter output, ScalarCode code, ref int next)
    {
        string name = Names.Escape(output.Name);
        if (output.Layout is not ScalarLayout.Sequence sequence)
        {
            _body.Tail.Add(new($"{name} = {LayoutCode.Build(output.Layout, code.Results, ref next)};"));
            return;
        }

        bool isCleared = _member.IsCleared(sequence, next);
        if (isCleared)
        {
            _body.Results.Add(new($"{name}.Clear();"));
        }

        for (int i = 0; i < sequence.Length; i++)
        {
            bool isZero = isCleared && _member.Function.IsZero(next);
            string value = LayoutCode.Build(sequence.Element, code.Results, ref next);
            if (!isZero)
            {
                _body.Results.Add(new($"{name}[{Names.Number(i)}] = {value};"));
            }
        }
    }
}
