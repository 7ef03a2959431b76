using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Differentiation;

/// <summary>The graphs that a model's generated methods evaluate, made from its definition.</summary>
internal static class TrainingStep
{
    /// <summary>The batch's loss, its gradient by every parameter, and the states' next values.</summary>
    public static Graph Backpropagation(ModelDefinition model)
    {
        var graph = GraphBuilder.Continue(model.Training);
        var (values, weights) = BatchSums(graph, model.Training);
        int loss = graph.MapAligned(Scalars.Divide, values, weights);
        int penalty = Penalty(graph, model, model.Training);
        if (penalty >= 0)
        {
            loss = graph.MapAligned(Scalars.Add, loss, penalty);
        }

        var parameters = model.Parameters.Select(parameter => graph.Add(new Parameter(parameter.Path, parameter.Shape))).ToArray();
        int[] gradients = Differentiator.Gradients(graph, loss, parameters);
        var outputs = new List<GraphOutput> { new(OutputRole.Loss, "loss", loss) };
        outputs.AddRange(model.Training.Outputs.Where(static output => output.Role == OutputRole.StateUpdate));
        outputs.AddRange(gradients.Select((gradient, i) => new GraphOutput(OutputRole.Gradient, model.Parameters[i].Path, gradient)));
        return graph.ToGraph(outputs);
    }

    /// <summary>The sums over a batch of the loss and of its weights, and the penalty: what Evaluate combines.</summary>
    public static Graph Evaluation(ModelDefinition model)
    {
        var graph = GraphBuilder.Continue(model.Inference);
        var (values, weights) = BatchSums(graph, model.Inference);
        var outputs = new List<GraphOutput>
        {
            new(OutputRole.LossValue, "value", values),
            new(OutputRole.LossWeight, "weight", weights),
        };
        int penalty = Penalty(graph, model, model.Inference);
        if (penalty >= 0)
        {
            outputs.Add(new(OutputRole.Penalty, "penalty", penalty));
        }

        return graph.ToGraph(outputs);
    }

    /// <summary>The predictions alone.</summary>
    public static Graph Prediction(ModelDefinition model) => model.Inference with
    {
        Outputs = model.Inference.Outputs.Where(static output => output.Role == OutputRole.Prediction).ToEquatableArray(),
    };

    /// <summary>Σ value and Σ weight over the batch; the weight of a sample is 1 unless the definition gives one.</summary>
    private static (int Values, int Weights) BatchSums(GraphBuilder graph, Graph definition)
    {
        int value = definition.Outputs.First(static output => output.Role == OutputRole.LossValue).Node;
        int weight = definition.Outputs.FirstOrDefault(static output => output.Role == OutputRole.LossWeight)?.Node ?? graph.Number(1);
        return (SumOverBatch(graph, value), SumOverBatch(graph, weight));
    }

    private static int SumOverBatch(GraphBuilder graph, int node) =>
        graph.Sum(graph.BroadcastTo(node, Shape.Scalar, perSample: true), [], batch: true);

    private static int Penalty(GraphBuilder graph, ModelDefinition model, Graph definition)
    {
        int penalty = definition.Outputs.FirstOrDefault(static output => output.Role == OutputRole.Penalty)?.Node ?? -1;
        if (model.WeightDecay == 0)
        {
            return penalty;
        }

        foreach (var parameter in model.Parameters.Where(parameter => model.DecaysBiases || parameter.Shape.Rank >= 2))
        {
            int weight = graph.Add(new Parameter(parameter.Path, parameter.Shape));
            int squares = graph.Sum(graph.Map(Scalars.Square, weight), Enumerable.Range(0, parameter.Shape.Rank));
            int decay = graph.MapAligned(Scalars.Multiply, graph.Number(model.WeightDecay), squares);
            penalty = penalty < 0 ? decay : graph.MapAligned(Scalars.Add, penalty, decay);
        }

        return penalty;
    }
}
