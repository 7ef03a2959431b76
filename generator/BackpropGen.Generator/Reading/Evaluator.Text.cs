using System.Globalization;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Text, exceptions that a definition throws, and access to what may be null.</summary>
internal sealed partial class Evaluator
{
    private object? EvaluateInterpolation(IInterpolatedStringOperation operation, Scope scope)
    {
        var text = new StringBuilder();
        foreach (var part in operation.Parts)
        {
            object? value = part switch
            {
                IInterpolatedStringTextOperation literal => Evaluate(literal.Text, scope),
                IInterpolationOperation { FormatString: null, Alignment: null } hole => Evaluate(hole.Expression, scope),
                _ => Unsupported(part, "A format"),
            };
            if (IsPoison(value))
            {
                return Poison;
            }

            text.Append(Format(value));
        }

        return Text(operation, text.ToString());
    }

    private object? EvaluateConditionalAccess(IConditionalAccessOperation operation, Scope scope)
    {
        object? receiver = Evaluate(operation.Operation, scope);
        if (receiver is null || IsPoison(receiver))
        {
            return receiver;
        }

        _receivers.Push(receiver);
        try
        {
            return Evaluate(operation.WhenNotNull, scope);
        }
        finally
        {
            _receivers.Pop();
        }
    }

    private object? Throw(IThrowOperation operation, Scope scope)
    {
        var creation = operation.Exception is IConversionOperation conversion ? conversion.Operand : operation.Exception;
        var first = (creation as IObjectCreationOperation)?.Arguments.FirstOrDefault();
        object? message = first?.Value.Type?.SpecialType == SpecialType.System_String ? Evaluate(first.Value, scope) : null;
        return Report(
            ProblemKinds.EvaluationFailed, operation, TextOf(operation), message as string ?? "it throws an exception");
    }

    private object? Text(IOperation operation, string text) =>
        text.Length <= CharacterBudget ? text : throw Abort(operation, $"{CharacterBudget} characters");

    private static string Format(object? value) => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
