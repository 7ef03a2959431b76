using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Reading;

/// <summary>Reads a class marked <c>[Model]</c>. The generator and the analyzers both call it; only the latter listen to problems.</summary>
internal static class ModelReader
{
    /// <summary>The attribute that marks a model.</summary>
    public const string AttributeName = "BackpropGen.ModelAttribute";

    /// <summary>Reads a model.</summary>
    /// <param name="type">The marked class.</param>
    /// <param name="compilation">The compilation that declares it.</param>
    /// <param name="report">Receives each problem once, on this thread; null to read in silence.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="sources">Receives the places of the training graph's nodes and layers; null where nobody asks.</param>
    /// <returns>The model; broken where a mistake was found; null where nothing can be generated for the type, which is
    /// not partial or nested in one that is not.</returns>
    /// <exception cref="OperationCanceledException">Reading was cancelled. Nothing else is thrown.</exception>
    public static ModelDefinition? Read(
        INamedTypeSymbol type, Compilation compilation, Action<Problem>? report, CancellationToken cancellation, SourceMap? sources = null)
    {
        using var invariant = new InvariantScope();
        var problems = new ProblemLog(report);
        var identity = TypeIdentityReader.Read(type, problems, cancellation);
        var signature = SignatureReader.Read(type, problems, cancellation);
        ReadDefinition training = Read(type, compilation, signature, true, problems, sources, cancellation);
        ReadDefinition inference = training.IsAborted || !training.Context.IsModeAsked
            ? training
            : Read(type, compilation, signature, false, problems, null, cancellation);
        if (identity is null)
        {
            return null;
        }

        var options = ModelOptions.Read(type, problems);
        return new ModelDefinition(
            identity,
            signature.IsDouble,
            options.MaxGradientNorm,
            options.MaxGradientValue,
            options.WeightDecay,
            options.DecaysBiases,
            signature.Inputs.ToEquatableArray(),
            signature.Targets.ToEquatableArray(),
            signature.Loss is not null,
            Union(training.Context.Parameters, inference.Context.Parameters, static parameter => parameter.Path),
            Union(training.Context.States, inference.Context.States, static state => state.Path),
            training.Graph,
            inference.Graph,
            training.Context.Applications.Applications.ToEquatableArray(),
            OwnMembers.Among(InformationMembers.All, type).ToEquatableArray(),
            problems.IsBroken);
    }

    private static ReadDefinition Read(
        INamedTypeSymbol type,
        Compilation compilation,
        ModelSignature signature,
        bool isTraining,
        ProblemLog problems,
        SourceMap? sources,
        CancellationToken cancellation)
    {
        var context = new LoweringContext(isTraining);
        var evaluator = new Evaluator(compilation, type, signature.IsDouble, context, problems, sources, cancellation);
        var outputs = new OutputReader(evaluator, context, signature, problems);
        bool isAborted = false;
        try
        {
            outputs.Read();
            ReadUnusedMembers(type, evaluator);
            if (isTraining)
            {
                ConstructorReader.Check(type, compilation, evaluator.ReadMembers, problems, cancellation);
                UnusedParameters.Check(context, outputs.Outputs, sources, type, problems);
            }
        }
        catch (AbortException)
        {
            isAborted = true;
        }
        catch (PoisonException)
        {
            problems.Break();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The last fence: an editor must not see an exception, and a developer must see that something is wrong.
            problems.Report(ProblemKinds.EvaluationFailed, LocationOf(type), type.Name, e.Message);
        }

        return new ReadDefinition(context, outputs.ToGraph(), isAborted);
    }

    /// <summary>Layers and parameters that no method uses are read too: a mistake in them is a mistake.</summary>
    private static void ReadUnusedMembers(INamedTypeSymbol type, Evaluator evaluator)
    {
        for (INamedTypeSymbol? declaring = type; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType)
        {
            foreach (var member in declaring.GetMembers().Where(static member => !member.IsStatic))
            {
                if (member is IFieldSymbol { AssociatedSymbol: null } or IPropertySymbol && HasSymbols((member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type))
                {
                    evaluator.ReadMember(member);
                }
            }
        }
    }

    private static bool HasSymbols(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => HasSymbols(array.ElementType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(static element => HasSymbols(element.Type)),
        _ => KnownTypes.IsSymbolic(type) || type.TypeKind == TypeKind.Delegate,
    };

    /// <summary>The place of a type's name.</summary>
    public static Location LocationOf(INamedTypeSymbol type) => type.Locations.FirstOrDefault(static location => location.IsInSource) ?? Location.None;

    private static EquatableArray<T> Union<T>(IReadOnlyList<T> first, IReadOnlyList<T> second, Func<T, string> path)
    {
        if (ReferenceEquals(first, second))
        {
            return first.ToEquatableArray();
        }

        var known = new HashSet<string>(first.Select(path));
        return first.Concat(second.Where(item => !known.Contains(path(item)))).ToEquatableArray();
    }

    private readonly record struct ReadDefinition(LoweringContext Context, Graph Graph, bool IsAborted);
}
