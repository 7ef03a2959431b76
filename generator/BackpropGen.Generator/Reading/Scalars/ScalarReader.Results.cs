using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>The arguments and results of the whole method.</summary>
internal sealed partial class ScalarReader
{
    private List<Expression?> Results(ScalarSignature signature, IOperation body, Expression[] arguments)
    {
        var inputs = new Queue<Expression>(arguments);
        object[] values = [.. signature.Parameters.Select(parameter => Argument(parameter.Model, parameter.Model.Layout, parameter.Symbol.Type, inputs))];
        Place[] places = [.. values.Select(NewPlace)];
        NameOutputs(signature, values);
        foreach (var (place, parameter) in places.Zip(signature.Parameters, static (place, parameter) => (place, parameter.Symbol)))
        {
            place.Cell.Name = parameter.Name;
        }

        object returned = Run(signature.Method, body, places);
        var results = new List<Expression?>();
        if (signature.Returned is not null)
        {
            Flatten(returned, signature.Returned, signature.Method, "", results, body);
        }

        for (int i = 0; i < places.Length; i++)
        {
            var (symbol, model) = signature.Parameters[i];
            if (model.Direction != ParameterDirection.Input)
            {
                // Whatever the variable of a span refers to at the end, the caller's memory is what it was at first.
                Flatten(model.Direction == ParameterDirection.Out ? places[i].Value : values[i], model.Layout, symbol, "", results, body);
            }
        }

        return [.. results.Select(result => result is null ? null : Surely(result, arguments, body))];
    }

    /// <summary>Says which results the elements of spans are, for loops that are kept.</summary>
    private void NameOutputs(ScalarSignature signature, object[] values)
    {
        int first = signature.Returned?.Count ?? 0;
        for (int i = 0; i < values.Length; i++)
        {
            var model = signature.Parameters[i].Model;
            if (model.Direction != ParameterDirection.Input)
            {
                if (values[i] is MemoryValue memory && model.Layout is ScalarLayout.Sequence { Element: ScalarLayout.Real })
                {
                    _kept?.AddResults(memory.Cells, first);
                }

                first += model.Layout.Count;
            }
        }
    }

    /// <summary>What a parameter is at first.</summary>
    private object Argument(ScalarParameter parameter, ScalarLayout layout, ITypeSymbol type, Queue<Expression> inputs)
    {
        switch (layout)
        {
            case ScalarLayout.Sequence sequence:
                var element = MemoryElement(type)!;
                return new MemoryValue(
                    [.. Enumerable.Range(0, sequence.Length).Select(_ => _journal.NewCell(Argument(parameter, sequence.Element, element, inputs)))],
                    isConstant: parameter.Direction == ParameterDirection.Input);
            case ScalarLayout.Structure structure:
                return new StructureValue((INamedTypeSymbol)type, [.. StructureShape.Of(type)!.Members.Zip(
                    structure.Fields, (member, field) => Argument(parameter, field.Layout, member.Type, inputs))]);
            default:
                return parameter.Direction == ParameterDirection.Input ? inputs.Dequeue() : Unassigned.Instance;
        }
    }

    private void Flatten(object value, ScalarLayout layout, ISymbol symbol, string path, List<Expression?> results, IOperation body)
    {
        switch (value, layout)
        {
            case (StructureValue structure, ScalarLayout.Structure { Fields: var fields }) when structure.Values.Length == fields.Length:
                var members = StructureShape.Of(structure.Type)!.Members;
                for (int i = 0; i < fields.Length; i++)
                {
                    Flatten(structure.Values[i], fields[i].Layout, symbol, path + "." + members[i].Member.Name, results, body);
                }

                break;
            case (MemoryValue memory, ScalarLayout.Sequence sequence) when memory.Length == sequence.Length:
                for (int i = 0; i < memory.Length; i++)
                {
                    Flatten(memory[i].Value, sequence.Element, symbol, path + "[" + i.ToString(CultureInfo.InvariantCulture) + "]", results, body);
                }

                break;
            case (WrittenByLoop, _):
                results.Add(null);
                break;
            case (Unassigned, _):
                throw new ScalarProblem(ProblemKinds.NotDifferentiable, symbol.Locations[0], symbol.Name + path, "it is not written on every path");
            case (Irreconcilable mixture, _):
                throw new ScalarProblem(ProblemKinds.NotDifferentiable, symbol.Locations[0], symbol.Name, mixture.Reason);
            case (Thrown, _):
                results.AddRange(Enumerable.Repeat<Expression?>(_pool.Number(double.NaN), layout.Count));
                break;
            case (Expression or UndecidedInteger or long or KeptInteger, ScalarLayout.Real):
                results.Add(Real(value, body));
                break;
            default:
                // Half-typed code: a lambda where a number is returned.
                throw ScalarProblem.OfCompiler(body);
        }
    }

    /// <summary>A result where the method returns; where it throws, NaN, as are all its derivatives.</summary>
    private Expression Surely(Expression value, Expression[] arguments, IOperation body)
    {
        if (_thrown.Value is bool isThrown)
        {
            return isThrown ? throw ScalarProblem.At(body, "it throws whatever its arguments are") : value;
        }

        var nowhere = _pool.Number(double.NaN) * _pool.Call(FunctionTable.Exp, _pool.Sum(arguments));
        return ScalarCondition.Of(_thrown.Value).Choose(nowhere, value);
    }
}
