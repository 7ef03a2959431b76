using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Finds parameters by which every derivative is zero everywhere: nothing would ever be learned through them.</summary>
internal static class ZeroDerivatives
{
    // One bit of a word for each parameter.
    private const int MostParameters = 64;

    public static void Report(ScalarSignature signature, ScalarComputation computation, DerivativeRequest request, Action<ProblemKind, Location, object[]> report)
    {
        var inputs = signature.Parameters.Where(static parameter => parameter.Model.Direction == ParameterDirection.Input).ToList();
        if (inputs.Count > MostParameters || HasRuleOfItsOwn(signature.Method))
        {
            return;
        }

        ulong reached = Reached(computation, inputs, throughSteps: false), used = Reached(computation, inputs, throughSteps: true);
        for (int i = 0; i < inputs.Count; i++)
        {
            var (symbol, model) = inputs[i];
            if ((reached >> i & 1) != 0 || IsDiscard(symbol.Name) || (!request.By.IsEmpty && !request.By.Contains(model.Name)))
            {
                continue;
            }

            report(ProblemKinds.ZeroDerivative, symbol.Locations.FirstOrDefault() ?? Location.None, [
                signature.Method.Name, model.Name,
                (used >> i & 1) != 0
                    ? "the value depends on it only through conditions and through steps such as Math.Floor and Math.Sign"
                    : "the value does not depend on it"]);
        }
    }

    private static bool IsDiscard(string name) => name.All(static letter => letter == '_');

    /// <summary>Whether the user gives the derivative: that is where a step has one.</summary>
    private static bool HasRuleOfItsOwn(IMethodSymbol method) => method.ContainingType.GetMembers().SelectMany(static member => member.GetAttributes())
        .Any(attribute => attribute.AttributeClass?.ToDisplayString() == "BackpropGen.DerivativeAttribute"
            && attribute.ConstructorArguments.FirstOrDefault().Value as string == method.Name);

    /// <summary>The parameters that reach a result, a bit each; else those that reach one with a slope that is not zero everywhere.</summary>
    private static ulong Reached(ScalarComputation computation, List<(IParameterSymbol Symbol, ScalarParameter Model)> inputs, bool throughSteps)
    {
        ulong[] arguments = [.. inputs.SelectMany(static (parameter, i) => Enumerable.Repeat(1UL << i, parameter.Model.Layout.Count))];
        if (computation.Function is { } function)
        {
            return Reached(function, arguments, throughSteps).Aggregate(0UL, static (all, one) => all | one);
        }

        // What a round leaves reaches the next one: again until nothing new does.
        ulong[] variables = new ulong[computation.Program!.Variables.Length];
        ulong[] known;
        ulong results;
        do
        {
            known = [.. variables];
            results = Pass(computation.Program.Items);
        }
        while (!known.SequenceEqual(variables));
        return results;

        ulong Pass(IEnumerable<ProgramItem> items) => items.Aggregate(0UL, (all, item) => all | item switch
        {
            ProgramItem.Loop loop => Repeated(loop),
            ProgramItem.Step step => Computed(step),
            _ => 0,
        });

        ulong Repeated(ProgramItem.Loop loop)
        {
            ulong written = Pass(loop.Body);
            foreach (var carry in loop.Carries)
            {
                variables[carry.Variable] |= Of(carry.Initial) | Of(carry.Next);
            }

            return written;
        }

        ulong Computed(ProgramItem.Step step)
        {
            ulong written = 0;
            ulong[] reached = Reached(step.Function, [.. step.Arguments.Select(Of)], throughSteps);
            for (int i = 0; i < reached.Length; i++)
            {
                if (step.Targets[i].Place is ProgramPlace.Scalar scalar)
                {
                    variables[scalar.Id] |= reached[i];
                }
                else
                {
                    written |= reached[i];
                }
            }

            return written;
        }

        ulong Of(ProgramPlace place) => place switch
        {
            ProgramPlace.Scalar scalar => variables[scalar.Id],
            ProgramPlace.Element { Array: ScalarProgram.Inputs } input => arguments[input.Index.First],
            _ => 0,
        };
    }

    /// <summary>What reaches each result of a function, given what reaches its arguments.</summary>
    private static ulong[] Reached(VectorFunction function, ulong[] arguments, bool throughSteps)
    {
        ulong[] reached = new ulong[function.Instructions.Length];
        for (int i = 0; i < reached.Length; i++)
        {
            var step = function.Instructions[i];
            reached[i] = step.Opcode == Opcode.Argument ? arguments[step.Index]
                : !throughSteps && step.Function is { MaximumSlope: 0 } ? 0
                : Counting(step, throughSteps).Aggregate(0UL, (all, operand) => all | reached[operand]);
        }

        return [.. function.Outputs.Select(output => reached[output])];
    }

    /// <summary>The operands that a step's slope can come from. A weight that is not a number marks where the method throws.</summary>
    private static IEnumerable<int> Counting(Instruction step, bool throughSteps) => step.Opcode switch
    {
        Opcode.Select when !throughSteps => step.Operands.Skip(2),
        Opcode.Linear => step.Operands.Where((_, i) => !double.IsNaN(step.Numbers[i + 1])),
        _ => step.Operands,
    };
}
