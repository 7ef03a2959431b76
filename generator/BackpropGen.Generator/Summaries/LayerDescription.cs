using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.GradientFlow;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Summaries;

/// <summary>A layer of a model, or a parameter or state that the model makes by itself.</summary>
/// <param name="Path">Its name by fields and locals, as <c>blocks.3.down</c>.</param>
/// <param name="Kind">What it is, as <c>Dense</c>.</param>
/// <param name="OutputShape">The shape of what it gives for one sample, where it is first applied.</param>
/// <param name="ParameterCount">The number of trained values that it made.</param>
/// <param name="StateCount">The number of values of its states.</param>
/// <param name="GradientRatio">The predicted |∂L/∂z| of this layer, where it is first applied, over that of the last weighted
/// layer; null where none is predicted, as without a loss or for a layer that multiplies by no weights.</param>
internal sealed record LayerDescription(
    string Path, string Kind, Shape OutputShape, long ParameterCount, long StateCount, double? GradientRatio)
{
    /// <summary>All layers in the order in which they are applied; each once, however often it is applied.</summary>
    /// <param name="model">The model.</param>
    /// <param name="flow">What is predicted of its gradients; null without a loss.</param>
    internal static IReadOnlyList<LayerDescription> AllOf(ModelDefinition model, FlowEstimate? flow)
    {
        var ratios = flow is null ? [] : Ratios(flow);
        var parameters = new Dictionary<string, Shape>();
        foreach (var parameter in model.Parameters)
        {
            parameters.Add(parameter.Path, parameter.Shape);
        }

        var states = new Dictionary<string, Shape>();
        foreach (var state in model.States)
        {
            states.Add(state.Path, state.Shape);
        }

        var layers = new List<LayerDescription>();
        var known = new HashSet<string>();
        foreach (var application in model.Applications)
        {
            if (application.Kind != ApplicationKind.Function && known.Add(application.Path))
            {
                layers.Add(new(
                    application.Path, application.Name, model.Training.Nodes[application.Result].Shape,
                    Take(application.Stored, parameters), Take(application.Stored, states), Ratio(application, ratios)));
            }
        }

        AddRest(layers, model, parameters, states);
        return layers;
    }

    /// <summary>The gradient ratio of each weight where it is first applied.</summary>
    private static Dictionary<string, double> Ratios(FlowEstimate flow) =>
        flow.Layers.Where(static layer => layer.Application == 0).ToDictionary(static layer => layer.Weight, static layer => layer.GradientRatio);

    private static double? Ratio(Application application, Dictionary<string, double> ratios)
    {
        foreach (string path in application.Stored)
        {
            if (ratios.TryGetValue(path, out double ratio) && !double.IsNaN(ratio) && !double.IsInfinity(ratio))
            {
                return ratio;
            }
        }

        return null;
    }

    /// <summary>What is made for inference alone has no place in the training graph, but counts.</summary>
    private static void AddRest(
        List<LayerDescription> layers, ModelDefinition model, Dictionary<string, Shape> parameters, Dictionary<string, Shape> states)
    {
        foreach (var parameter in model.Parameters)
        {
            if (parameters.ContainsKey(parameter.Path))
            {
                layers.Add(new(parameter.Path, nameof(ApplicationKind.Parameter), parameter.Shape, parameter.Shape.Size, 0, null));
            }
        }

        foreach (var state in model.States)
        {
            if (states.ContainsKey(state.Path))
            {
                layers.Add(new(state.Path, nameof(ApplicationKind.State), state.Shape, 0, state.Shape.Size, null));
            }
        }
    }

    /// <summary>The number of values stored under some of the paths, which are then taken.</summary>
    private static long Take(EquatableArray<string> paths, Dictionary<string, Shape> shapes)
    {
        long count = 0;
        foreach (string path in paths)
        {
            if (shapes.TryGetValue(path, out var shape))
            {
                count += shape.Size;
                shapes.Remove(path);
            }
        }

        return count;
    }
}
