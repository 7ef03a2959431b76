using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Summaries;

/// <summary>Draws a model from its inputs to its predictions, and on to its loss.</summary>
internal sealed class FlowChartBuilder
{
    private readonly ModelDefinition _model;
    private readonly List<ChartNode> _nodes = [];
    private readonly List<ChartEdge> _edges = [];
    private readonly Dictionary<int, int> _origins = [];
    private readonly Dictionary<string, int> _stored = [];
    private ValueSources _sources;

    private FlowChartBuilder(ModelDefinition model)
    {
        _model = model;
        _sources = new(Graph, Origin);
    }

    private Graph Graph => _model.Training;

    internal static FlowChart Of(ModelDefinition model)
    {
        var builder = new FlowChartBuilder(model);
        builder.Build();
        return new(builder._nodes.ToEquatableArray(), builder._edges.Distinct().ToEquatableArray());
    }

    private void Build()
    {
        var predictions = Outputs(OutputRole.Prediction);
        var losses = Outputs(OutputRole.LossValue, OutputRole.LossWeight, OutputRole.Penalty);
        bool[] isForward = ValueSources.Reach(Graph, predictions.Select(static output => output.Node));
        bool[] isLoss = ValueSources.Reach(Graph, losses.Select(static output => output.Node));
        AddColumns(_model.Inputs);
        AddSteps(_model.Applications.Where(application => isForward[application.Result]));
        AddPredictions(predictions);
        AddColumns(_model.Targets);
        AddSteps(_model.Applications.Where(application => isLoss[application.Result] && !isForward[application.Result]));
        AddLoss(losses);
    }

    private List<GraphOutput> Outputs(params OutputRole[] roles) => [.. Graph.Outputs.Where(output => roles.Contains(output.Role))];

    private void AddColumns(EquatableArray<ColumnDeclaration> columns)
    {
        foreach (var column in columns)
        {
            int node = Graph.Nodes.ToList().FindIndex(node => node.Primitive is Input input && input.Name == column.Name);
            _origins[node] = Add(ChartNodeKind.Terminal, ChartLabel.Of(column));
        }
    }

    /// <summary>Adds a node for all that is applied alike at one place, then the edges between the nodes.</summary>
    private void AddSteps(IEnumerable<Application> applications)
    {
        var steps = new Dictionary<int, List<Application>>();
        foreach (var alike in applications.GroupBy(application => (
            application.Kind, application.Name, PathPattern.Of(application.Path), application.Site, Graph.Nodes[application.Result].Shape)))
        {
            List<Application> turns = [.. alike];
            int step = Add(KindOf(turns[0].Kind), ChartLabel.Of(Graph, turns));
            steps.Add(step, turns);
            foreach (var turn in turns)
            {
                _origins[turn.Result] = step;
                foreach (string path in turn.Stored)
                {
                    _stored[path] = step;
                }
            }
        }

        var readings = steps.SelectMany(step => Readings(step.Key, step.Value)).ToList();
        foreach (var alike in readings.GroupBy(static reading => reading.Sources))
        {
            Connect(alike.Key, [.. alike.Select(static reading => reading.Reader).Distinct()]);
        }
    }

    /// <summary>For each operand of a step, what it is in any turn.</summary>
    private IEnumerable<(int Reader, EquatableArray<int> Sources)> Readings(int step, List<Application> turns)
    {
        int operands = turns.Max(static turn => turn.Operands.Length);
        for (int i = 0; i < operands; i++)
        {
            var sources = turns.Where(turn => i < turn.Operands.Length).SelectMany(turn => _sources.Of(turn.Operands[i])).Distinct();
            yield return (step, sources.OrderBy(static source => source).ToEquatableArray());
        }
    }

    /// <summary>Leads values to those that read them. What comes from no earlier step comes from the turn before; where several
    /// read such a value, it becomes a node.</summary>
    private void Connect(EquatableArray<int> sources, List<int> readers)
    {
        if (sources.Length > 1 && readers.Count > 1 && sources.Any(source => source >= readers.Min()))
        {
            int junction = Add(ChartNodeKind.Junction, "");
            _edges.AddRange(sources.Select(source => new ChartEdge(source, junction, source >= readers.Min())));
            _edges.AddRange(readers.Select(reader => new ChartEdge(junction, reader)));
        }
        else
        {
            _edges.AddRange(readers.SelectMany(reader => sources.Select(source => new ChartEdge(source, reader, source >= reader))));
        }
    }

    private void AddPredictions(List<GraphOutput> predictions)
    {
        var terminals = new List<(int Node, int Terminal)>();
        foreach (var prediction in predictions)
        {
            int terminal = Add(ChartNodeKind.Terminal, ChartLabel.Shaped(prediction.Name, Graph.Nodes[prediction.Node].Shape));
            _edges.AddRange(_sources.Of(prediction.Node).Select(source => new ChartEdge(source, terminal)));
            terminals.Add((prediction.Node, terminal));
        }

        // What the loss reads, it reads as predictions.
        foreach (var (node, terminal) in terminals)
        {
            _origins[node] = terminal;
        }

        _sources = new(Graph, Origin);
    }

    private void AddLoss(List<GraphOutput> losses)
    {
        if (losses.Count == 0)
        {
            return;
        }

        int loss = Add(ChartNodeKind.Terminal, "loss");
        foreach (var output in losses)
        {
            string label = output.Role switch { OutputRole.LossWeight => "weight", OutputRole.Penalty => "penalty", _ => "" };
            _edges.AddRange(_sources.Of(output.Node).Select(source => new ChartEdge(source, loss, false, label)));
        }
    }

    private int Add(ChartNodeKind kind, string label)
    {
        _nodes.Add(new(kind, label));
        return _nodes.Count - 1;
    }

    private int? Origin(int node) =>
        _origins.TryGetValue(node, out int known) ? known
        : Graph.Nodes[node].Primitive switch
        {
            Parameter parameter when _stored.TryGetValue(parameter.Path, out int layer) => layer,
            State state when _stored.TryGetValue(state.Path, out int layer) => layer,
            _ => null,
        };

    private static ChartNodeKind KindOf(ApplicationKind kind) => kind switch
    {
        ApplicationKind.Layer => ChartNodeKind.Layer,
        ApplicationKind.Function => ChartNodeKind.Function,
        _ => ChartNodeKind.Stored,
    };
}
