using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Vocabulary;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Reads Forward, Loss and Penalty into the outputs of one graph.</summary>
internal sealed class OutputReader(Evaluator evaluator, LoweringContext context, ModelSignature signature, ProblemLog problems)
{
    private readonly List<GraphOutput> _outputs = [];

    public IReadOnlyList<GraphOutput> Outputs => _outputs;

    public void Read()
    {
        if (signature.Forward is not { } forward)
        {
            return;
        }

        var inputs = signature.Inputs.Select(Input).ToArray();
        var predictions = Items(evaluator.Call(forward, inputs, out var site), signature.Outputs.Count);
        for (int i = 0; i < signature.Outputs.Count; i++)
        {
            if (predictions[i] is TensorValue prediction)
            {
                _outputs.Add(new(OutputRole.Prediction, signature.Outputs[i], PerSample(prediction.Node)));
            }
            else
            {
                NoResult(predictions[i], site, forward);
            }
        }

        ReadLoss(inputs, predictions);
        ReadPenalty();
        _outputs.AddRange(context.Updates.Select(update =>
            new GraphOutput(OutputRole.StateUpdate, ((State)context.Graph[update.Key].Primitive).Path, update.Value)));
    }

    /// <summary>The graph; predictions that could not be read are scalar placeholders, so that a broken model keeps its API.</summary>
    public Graph ToGraph()
    {
        foreach (string name in signature.Outputs.Where(name => !_outputs.Exists(output => output.Role == OutputRole.Prediction && output.Name == name)).ToList())
        {
            _outputs.Insert(Math.Min(signature.Outputs.IndexOf(name), _outputs.Count), new(OutputRole.Prediction, name, context.Graph.Number(0)));
        }

        return context.Graph.ToGraph(_outputs);
    }

    private object? Input(ColumnDeclaration column) => new TensorValue(context.Graph.Add(new Input(column.Name, column.Shape, column.Classes)));

    private void ReadLoss(object?[] inputs, object?[] predictions)
    {
        if (signature.Loss is not { } loss)
        {
            return;
        }

        var targets = signature.Targets.Select(Input).ToArray();
        var arguments = signature.LossParameters.Select(parameter => parameter.Role switch
        {
            LossRole.Target => targets[parameter.Index],
            LossRole.Input => inputs[parameter.Index],
            LossRole.Output => predictions[parameter.Index],
            _ => Marker.Poison,
        }).ToArray();
        object? result = evaluator.Call(loss, arguments, out var site);
        var values = Items(result, result is TupleValue ? 2 : 1);
        OutputRole[] roles = [OutputRole.LossValue, OutputRole.LossWeight];
        for (int i = 0; i < values.Length; i++)
        {
            if (Scalar(values[i], site, loss) is { } node)
            {
                _outputs.Add(new(roles[i], i == 0 ? "value" : "weight", PerSample(node)));
            }
        }
    }

    private void ReadPenalty()
    {
        if (signature.Penalty is not { } penalty || signature.Loss is null)
        {
            return;
        }

        if (Scalar(evaluator.Call(penalty, [], out var site), site, penalty) is not { } node)
        {
            return;
        }

        if (context.Graph.TypeOf(node).IsPerSample)
        {
            problems.Report(ProblemKinds.InvalidSignature, LocationOf(site, penalty), "Penalty", "it is added once per step, so it must not depend on a sample");
            return;
        }

        _outputs.Add(new(OutputRole.Penalty, "penalty", node));
    }

    private int? Scalar(object? value, IOperation? site, IMethodSymbol method)
    {
        if (value is not TensorValue { Node: var node })
        {
            NoResult(value, site, method);
            return null;
        }

        if (context.Graph.ShapeOf(node).Rank == 0)
        {
            return node;
        }

        problems.Report(ProblemKinds.LossNotScalar, LocationOf(site, method), method.Name, context.Graph.ShapeOf(node).ToString());
        return null;
    }

    private void NoResult(object? value, IOperation? site, IMethodSymbol method)
    {
        if (ReferenceEquals(value, Marker.Poison))
        {
            problems.Break();
        }
        else
        {
            problems.Report(ProblemKinds.EvaluationFailed, LocationOf(site, method), method.Name, "it returns no tensor");
        }
    }

    private int PerSample(int node) => context.Graph.Broadcast(node, [], [], batch: true);

    private static Location LocationOf(IOperation? site, IMethodSymbol method) => site?.Syntax.GetLocation() ?? method.Locations[0];

    private static object?[] Items(object? value, int count) => value switch
    {
        TupleValue tuple when tuple.Items.Length == count => tuple.Items,
        _ when count == 1 => [value],
        _ => Enumerable.Repeat(value is TensorValue ? null : value, count).ToArray(),
    };
}
