using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Finds parameters that no output depends on.</summary>
internal static class UnusedParameters
{
    /// <summary>Reports each parameter that does not reach the loss (or the predictions of a model without a loss).</summary>
    public static void Check(LoweringContext context, IReadOnlyList<GraphOutput> outputs, SourceMap? sources, INamedTypeSymbol type, ProblemLog problems)
    {
        if (problems.IsBroken)
        {
            return;
        }

        bool hasLoss = outputs.Any(static output => output.Role == OutputRole.LossValue);
        var reached = new bool[context.Graph.Count];
        foreach (var output in outputs.Where(output => !hasLoss || output.Role is OutputRole.LossValue or OutputRole.LossWeight or OutputRole.Penalty))
        {
            reached[output.Node] = true;
        }

        var used = new HashSet<string>();
        for (int node = reached.Length - 1; node >= 0; node--)
        {
            if (!reached[node])
            {
                continue;
            }

            foreach (int operand in context.Graph[node].Operands)
            {
                reached[operand] = true;
            }

            if (context.Graph[node].Primitive is Parameter parameter)
            {
                used.Add(parameter.Path);
            }
        }

        foreach (var parameter in context.Parameters.Where(parameter => !used.Contains(parameter.Path)))
        {
            problems.Report(ProblemKinds.UnusedParameter, LocationOf(parameter.Path, sources, type), parameter.Path);
        }
    }

    private static Location LocationOf(string path, SourceMap? sources, INamedTypeSymbol type)
    {
        if (sources?.FindPlace(path) is { } place)
        {
            return place;
        }

        string root = path.Split('.')[0];
        return type.GetMembers().FirstOrDefault(member => member.Name.TrimStart('_') == root && member is IFieldSymbol or IPropertySymbol)?.Locations[0]
            ?? ModelReader.LocationOf(type);
    }
}
