using System.Linq;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Emission;

/// <summary>Parameters and states: where they are, how they start, how they are saved.</summary>
internal sealed partial class ApiEmitter
{
    private void WriteStorage()
    {
        WriteLayout();
        _writer.Line();
        _writer.Line($"private readonly global::BackpropGen.ModelStorage<{Type}> _modelStorage = new(ModelLayoutOfParameters);");
        _writer.Line();
        _writer.Line($"private readonly Execution::WorkspacePool<{Type}> _modelWorkspaces = new();");
        _writer.Line();
        _writer.Line("private readonly Execution::WorkspacePool<int> _modelIndexes = new();");
        _writer.Line();
        _writer.Line("/// <summary>The names, shapes and places of the parameters and states.</summary>");
        _writer.Line("public global::BackpropGen.ModelLayout Layout => ModelLayoutOfParameters;");
        _writer.Line();
        _writer.Line("/// <summary>What bounds the gradient of a training step.</summary>");
        Property("global::BackpropGen.GradientClipping Clipping", $"new({Names.Literal(_shape.Model.MaxGradientNorm)}, {Names.Literal(_shape.Model.MaxGradientValue)})");
        _writer.Line();
        _writer.Line($"/// <summary>The {Names.Number(_shape.ParameterCount)} parameters, one array after the other as <see cref=\"Layout\"/> says.</summary>");
        Property($"global::System.Span<{Type}> Parameters", "_modelStorage.Parameters");
        _writer.Line();
        _writer.Line("/// <summary>The states, one array after the other as <see cref=\"Layout\"/> says.</summary>");
        _writer.Line($"public global::System.Span<{Type}> States => _modelStorage.States;");
        _writer.Line();
        _writer.Line("/// <summary>The most threads that one call uses, where they make it faster; 1 unless set.</summary>");
        Property("int Threads", "_modelStorage.Threads", "set => _modelStorage.Threads = value;");
        Simple("Draws the first values of all parameters and states; the same seed gives the same bits on every machine.", "public void Initialize(ulong seed)", "_modelStorage.Initialize(seed);");
        Simple("Copies a parameter or state, by its path, row by row to a span of its length.", $"public void Read(string path, global::System.Span<{Type}> destination)", "_modelStorage.Read(path, destination);");
        Simple("Sets a parameter or state, by its path, row by row from a span of its length.", $"public void Write(string path, global::System.ReadOnlySpan<{Type}> source)", "_modelStorage.Write(path, source);");
        Simple("Writes all parameters and states to a safetensors file.", "public void Save(string path)", "_modelStorage.Save(path);");
        Simple("Reads all parameters and states from a safetensors file; on an exception nothing has changed.", "public void Restore(string path)", "_modelStorage.Restore(path);");
        if (_shape.Model.Type.CanCreate)
        {
            Simple("A new model with the parameters and states of a safetensors file.", $"public static {ModelName} Load(string path)", $"var model = new {ModelName}();", "model.Restore(path);", "return model;");
        }
    }

    /// <summary>A property that each step reads: compiled once, fully, as the step is.</summary>
    private void Property(string declaration, string value, string? setter = null)
    {
        _writer.Open("public " + declaration);
        _writer.Line(ProgramEmitter.Optimized);
        _writer.Line($"get => {value};");
        if (setter is not null)
        {
            _writer.Line(setter);
        }

        _writer.Close();
    }

    /// <summary>A member that works for a broken definition too.</summary>
    private void Simple(string summary, string signature, params string[] body)
    {
        _writer.Line();
        _writer.Line($"/// <summary>{summary}</summary>");
        _writer.Open(signature);
        foreach (string line in body)
        {
            _writer.Line(line);
        }

        _writer.Close();
    }

    private void WriteLayout()
    {
        _writer.Line("private static readonly global::BackpropGen.ModelLayout ModelLayoutOfParameters = new([");
        int offset = 0;
        var rows = _shape.Model.Parameters.Select(parameter =>
        {
            string row = Row(parameter.Path, parameter.Shape, offset, "Parameter", parameter.Initialization)
                + (_shape.Panels.TryGetValue(parameter.Path, out var panels) ? $" {{ Panels = new({Names.Number(panels.Axis)}, {Names.Number(panels.Width)}) }}" : "");
            offset += parameter.Shape.Size;
            return row;
        }).ToList();
        offset = 0;
        rows.AddRange(_shape.Model.States.Select(state =>
        {
            string row = Row(state.Path, state.Shape, offset, "State", new(Distribution.Constant, state.Value));
            offset += state.Shape.Size;
            return row;
        }));
        foreach (string row in rows)
        {
            _writer.Line("    " + row + ",");
        }

        _writer.Line("]);");
    }

    private static string Row(string path, Graphs.Shape shape, int offset, string kind, Initialization initialization) =>
        $"new global::BackpropGen.ParameterInfo({Names.Literal(path)}, {shape}, {Names.Number(offset)}, global::BackpropGen.StoredKind.{kind}, "
        + $"new(global::BackpropGen.Distribution.{initialization.Distribution}, {Names.Literal(initialization.First)}"
        + (initialization.Second == 0 ? "" : ", " + Names.Literal(initialization.Second)) + "))";
}
