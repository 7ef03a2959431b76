using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Finds Forward, Loss and Penalty, and what their parameters are.</summary>
internal static class SignatureReader
{
    public static ModelSignature Read(INamedTypeSymbol type, ProblemLog problems, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var signature = new ModelSignature
        {
            Type = type,
            IsDouble = ModelOptions.Named(ModelOptions.Find(type, "ModelAttribute"), "Precision") is 1,
            Forward = Find(type, "Forward", static method => method.Parameters.Length > 0 && KnownTypes.IsSymbolic(method.ReturnType)),
            Loss = Find(type, "Loss", static method => method.Parameters.Length > 0 && KnownTypes.IsSymbolic(method.ReturnType)),
            Penalty = Find(type, "Penalty", static method => method.Parameters.IsEmpty && KnownTypes.IsTensor(method.ReturnType)),
        };
        ReadForward(signature, problems);
        ReadLoss(signature, problems);
        return signature;
    }

    private static void ReadForward(ModelSignature signature, ProblemLog problems)
    {
        if (signature.Forward is not { } forward)
        {
            var found = Find(signature.Type, "Forward", static _ => true);
            if (found is null || !MentionsErrors(found))
            {
                problems.Report(ProblemKinds.NoForward, found?.Locations.FirstOrDefault() ?? ModelReader.LocationOf(signature.Type), signature.Type.Name);
            }

            problems.Break();
            return;
        }

        foreach (var parameter in forward.Parameters)
        {
            signature.Inputs.Add(ColumnReader.Read(parameter, problems));
        }

        ReadOutputs(signature, forward, problems);
    }

    private static void ReadOutputs(ModelSignature signature, IMethodSymbol forward, ProblemLog problems)
    {
        if (forward.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            signature.Outputs.AddRange(tuple.TupleElements.Select((element, i) =>
                element.IsExplicitlyNamedTupleElement ? element.Name : FormattableString.Invariant($"output{i + 1}")));
        }
        else
        {
            signature.Outputs.Add("output");
        }

        if (!LeavesOf(forward.ReturnType).All(KnownTypes.IsTensor))
        {
            problems.Report(ProblemKinds.InvalidSignature, forward.Locations[0], "Forward", "it must return a Tensor or a tuple of tensors");
        }
    }

    private static IEnumerable<ITypeSymbol> LeavesOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.Select(static element => element.Type) : [type];

    private static void ReadLoss(ModelSignature signature, ProblemLog problems)
    {
        if (signature.Loss is not { } loss)
        {
            var found = Find(signature.Type, "Loss", static _ => true);
            if (found is not null && MentionsErrors(found))
            {
                problems.Break();
            }
            else if (found is not null)
            {
                problems.Report(ProblemKinds.InvalidSignature, found.Locations[0], "Loss", "it must take outputs and targets and return a Tensor");
            }

            return;
        }

        if (!(KnownTypes.IsTensor(loss.ReturnType) || LeavesOf(loss.ReturnType).Count() == 2) || !LeavesOf(loss.ReturnType).All(KnownTypes.IsTensor))
        {
            problems.Report(ProblemKinds.InvalidSignature, loss.Locations[0], "Loss", "it must return a Tensor, or a value and a weight");
        }

        int position = 0;
        foreach (var parameter in loss.Parameters)
        {
            signature.LossParameters.Add(Classify(signature, parameter, ref position, problems));
        }

        // A single output is best known by the name that the loss gives it.
        if (signature.Forward is { ReturnType.IsTupleType: false } && signature.LossParameters.FindIndex(static parameter => parameter.Role == LossRole.Output) is >= 0 and var named)
        {
            string name = loss.Parameters[named].Name;
            signature.Outputs[0] = signature.Inputs.Concat(signature.Targets).Any(column => column.Name == name) ? "output" : name;
        }
    }

    private static LossParameter Classify(ModelSignature signature, IParameterSymbol parameter, ref int position, ProblemLog problems)
    {
        int input = signature.Inputs.FindIndex(column => column.Name == parameter.Name);
        if (ColumnReader.IsColumn(parameter))
        {
            if (input >= 0)
            {
                problems.Report(ProblemKinds.InvalidSignature, parameter.Locations[0], parameter.Name,
                    "an input has this name: leave out the attribute to see the input, or rename the target");
                return new(LossRole.Input, input);
            }

            signature.Targets.Add(ColumnReader.Read(parameter, problems));
            return new(LossRole.Target, signature.Targets.Count - 1);
        }

        if (input >= 0)
        {
            return new(LossRole.Input, input);
        }

        if (!KnownTypes.IsTensor(parameter.Type))
        {
            return Reject(parameter, KnownTypes.IsLabel(parameter.Type)
                ? "a label that is a target needs [Classes(count)]" : "it must be a Tensor or a ClassLabel", problems);
        }

        int output = signature.Outputs.FindIndex(name => string.Equals(name, parameter.Name, StringComparison.OrdinalIgnoreCase));
        output = output >= 0 ? output : position;
        position = output + 1;
        return output < signature.Outputs.Count
            ? new(LossRole.Output, output)
            : Reject(parameter, "it is no output and no input: a target needs [Shape(…)]", problems);
    }

    private static LossParameter Reject(IParameterSymbol parameter, string reason, ProblemLog problems)
    {
        if (parameter.Type.TypeKind != TypeKind.Error)
        {
            problems.Report(ProblemKinds.InvalidSignature, parameter.Locations[0], parameter.Name, reason);
        }

        problems.Break();
        return new(LossRole.Unknown, 0);
    }

    private static IMethodSymbol? Find(INamedTypeSymbol type, string name, Func<IMethodSymbol, bool> fits)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            var found = declaring.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(
                method => !method.IsGenericMethod && method.MethodKind == MethodKind.Ordinary && fits(method));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static bool MentionsErrors(IMethodSymbol method) =>
        method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Error);
}
