using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Emission;

/// <summary>Predict, Evaluate, Backpropagate and what the trainer calls.</summary>
internal sealed partial class ApiEmitter
{
    private const string SampleCount = "Execution::SampleCount";
    private const string Inlined = "[Runtime::MethodImpl(Runtime::MethodImplOptions.AggressiveInlining)]";
    private const string Apart = "[Runtime::MethodImpl(Runtime::MethodImplOptions.NoInlining | Runtime::MethodImplOptions.AggressiveOptimization)]";

    private void WritePredict(bool inParts, MemoryShape memory)
    {
        ColumnShape[] columns = [.. _shape.Inputs, .. _shape.Outputs];
        var body = Counting(columns).ToList();
        body.AddRange(Running(_shape.PredictionClass, inParts, columns, memory));
        body.Add("}");
        HotMethod(
            "Computes " + Names.List(_shape.Outputs.Select(static output => $"{output.Name} {output.Shape}")) + " of each sample. Thread-safe; allocates nothing once a batch size was seen.",
            $"public void Predict({Spans(_shape.Inputs)}, {Names.List(_shape.Outputs.Select(static output => output.Span))})",
            [.. body]);
    }

    private void WriteEvaluate(bool inParts, MemoryShape memory)
    {
        var columns = _shape.Columns.ToList();
        var body = Counting(columns).ToList();
        body.Add($"{SampleCount}.RequireAny(§samples, nameof({columns[0].Identifier}));");
        body.Add(_shape.HasPenalty ? $"{Type} §value = 0, §weight = 0, §penalty = 0;" : $"{Type} §value = 0, §weight = 0;");
        body.AddRange(Running(_shape.EvaluationClass, inParts, columns, memory));
        body.Add($"    §value += §memory.Shared[{_shape.EvaluationClass}.LossValueAt];");
        body.Add($"    §weight += §memory.Shared[{_shape.EvaluationClass}.LossWeightAt];");
        if (_shape.HasPenalty)
        {
            body.Add($"    §penalty = §memory.Shared[{_shape.EvaluationClass}.PenaltyAt];");
        }

        body.Add("}");
        body.Add("");
        body.Add(_shape.HasPenalty ? "return (§value / §weight) + §penalty;" : "return §value / §weight;");
        HotMethod(
            "The mean loss of the samples, plus the penalty, in inference mode. Thread-safe; allocates nothing once a batch size was seen.",
            $"public {Type} Evaluate({Spans(columns)})", [.. body]);
    }

    private void WriteBackpropagate(MemoryShape memory)
    {
        var columns = _shape.Columns.ToList();
        string gradients = $"global::System.Span<{Type}> §gradients";
        string check = $"{SampleCount}.RequireGradients(§gradients.Length, {Names.Number(_shape.ParameterCount)}, nameof(§gradients));";
        string[] none = [], checks = [check];
        string[] body =
        [
            .. Counting(columns),
            $"{SampleCount}.RequireAny(§samples, nameof({columns[0].Identifier}));",
            .. memory.HasDescents ? none : checks,
            .. Running(_shape.TrainingClass, inParts: false, columns, memory),
            $"    return §memory.Shared[{_shape.TrainingClass}.LossAt];",
            "}",
        ];
        HotMethod(
            "The mean loss of the samples, plus the penalty, and its gradient by every parameter, which overwrites the span's content.",
            $"public {Type} Backpropagate({Spans(columns)}, {gradients})",
            memory.HasDescents ? [check, $"return Backpropagate({Arguments(columns)}, §gradients, default(Kernels::Descent<{Type}>));"] : body);
        if (memory.HasDescents)
        {
            HotMethod(
                "The same, or where the descent is on, parameters are moved instead of their gradients stored.", Inlined,
                $"private {Type} Backpropagate({Spans(columns)}, {gradients}, scoped Kernels::Descent<{Type}> §descent)", body);
        }

        Method(
            "The mean loss of the samples, plus the penalty; its gradient overwrites the span's content, or is added to it.",
            $"public {Type} Backpropagate({Spans(columns)}, global::System.Span<{Type}> §gradients, bool §accumulate)",
            "if (!§accumulate)",
            "{",
            $"    return Backpropagate({Arguments(columns)}, §gradients);",
            "}",
            "",
            $"{SampleCount}.RequireGradients(§gradients.Length, {Names.Number(_shape.ParameterCount)}, nameof(§gradients));",
            $"using var §added = _modelWorkspaces.Rent({Names.Number(_shape.ParameterCount)});",
            $"{Type} §loss = Backpropagate({Arguments(columns)}, §added.Span);",
            $"global::System.Numerics.Tensors.TensorPrimitives.Add<{Type}>(§gradients, §added.Span, §gradients);",
            "return §loss;");
    }

    /// <summary>Rents the workspace, if there is any, and runs a program over all samples, at once or part by part: the workspace stays in the caches, and the
    /// sums of parts are rounded less than one long sum. The last block is left open.</summary>
    private IEnumerable<string> Running(string program, bool inParts, IReadOnlyList<ColumnShape> columns, MemoryShape memory)
    {
        string part = inParts ? "§part" : "§samples";
        if (inParts)
        {
            yield return $"int §part = global::System.Math.Min(§samples, {Names.Number(Planning.Program.SamplesPerPart)} * _modelStorage.Threads);";
        }

        if (memory.IsRented)
        {
            yield return $"using var §workspace = _modelWorkspaces.Rent(((long){program}.WorkspacePerSample * {part}) + {program}.WorkspaceShared);";
        }
        else if (memory.HasShared)
        {
            yield return $"var §numbers = new {program}.SharedNumbers();";
        }

        if (memory.HasIndexes)
        {
            yield return $"using var §indexes = _modelIndexes.Rent((long){program}.IndexesPerSample * {part});";
        }

        yield return inParts ? "for (int §start = 0; §start < §samples; §start += §part)" : "";
        yield return "{";
        if (inParts)
        {
            yield return "    int §count = global::System.Math.Min(§part, §samples - §start);";
        }

        yield return $"    var §memory = new {program}.Memory";
        yield return "    {";
        yield return $"        Samples = {(inParts ? "§count" : "§samples")},";
        yield return "        Threads = _modelStorage.Threads,";
        yield return "        Parameters = _modelStorage.Parameters,";
        (bool IsThere, string Field)[] kinds =
        [
            (memory.HasStates, "States = _modelStorage.States"),
            (memory.HasWorkspace, $"Workspace = §workspace.Span[..^{program}.WorkspaceShared]"),
            (memory.HasShared, memory.IsRented ? $"Shared = §workspace.Span[^{program}.WorkspaceShared..]" : "Shared = §numbers"),
            (memory.HasGradients, "Gradients = §gradients"),
            (memory.HasIndexes, "Indexes = §indexes.Span"),
            (memory.HasDescents, "Descent = §descent"),
        ];
        foreach (var (_, field) in kinds.Where(static kind => kind.IsThere))
        {
            yield return $"        {field},";
        }

        foreach (var column in columns)
        {
            yield return $"        {column.Field} = {(inParts ? Part(column) : column.Identifier)},";
        }

        yield return "    };";
        yield return $"    {program}.Run(§memory);";
    }

    /// <summary>One step of training. Without parameters that descend where their gradients are computed it is the two calls that a user would write.</summary>
    private void WriteTrain(MemoryShape memory)
    {
        var columns = _shape.Columns.ToList();
        string parameters = $"({Spans(columns)}, global::BackpropGen.Optimizer §optimizer)";
        string rented = $"using var §gradients = _modelWorkspaces.Rent({Names.Number(_shape.ParameterCount)});";
        string[] twoCalls = [rented, $"{Type} §loss = Backpropagate({Arguments(columns)}, §gradients.Span);", $"§optimizer.Step<{Type}>(this, §gradients.Span);", "return §loss;"];
        string moved = _shape.TrainingClass + ".Descends" + (memory.DescendsLessOnThreads ? $" : {_shape.TrainingClass}.DescendsOnThreads" : "");
        string begun = $"var §descent = Execution::Descents.Begin<{Type}>(§optimizer, this);";
        string[] body = !memory.HasDescents ? twoCalls : memory.DescendsWhole
            ? [
                begun,
                "if (!§descent.IsOn)",
                "{",
                $"    return TrainByGradient({Arguments(columns)}, §optimizer);",
                "}",
                "",
                $"{Type} §loss = Backpropagate({Arguments(columns)}, default, §descent);",
                $"Execution::Descents.Finish(§optimizer);",
                "return §loss;",
            ]
            : [
                rented,
                begun,
                $"{Type} §loss = Backpropagate({Arguments(columns)}, §gradients.Span, §descent);",
                $"Execution::Descents.Finish<{Type}>(§optimizer, this, §gradients.Span, §descent, {(memory.DescendsLessOnThreads ? "_modelStorage.Threads == 1 ? " : "")}{moved});",
                "return §loss;",
            ];
        HotMethod(
            "One training step: the gradient of the samples' mean loss, plus the penalty, clipped, and the optimizer's update. The gradient is not kept. Returns the loss before the update.",
            $"public {Type} Train{parameters}", body);
        if (memory.DescendsWhole)
        {
            HotMethod("A training step whose gradient is stored, for an optimizer that needs it.", Apart, $"private {Type} TrainByGradient{parameters}", twoCalls);
        }
    }

    private void WriteTraining()
    {
        var columns = _shape.Columns.ToList();
        string spans = Names.List(columns.Select(static column => $"§samples.{column.Property}.Span"));
        Method("The mean loss of all samples, plus the penalty, in inference mode.", $"public {Type} Evaluate(Samples §samples)", $"return Evaluate({spans});");
        Method(
            "The mean loss of all samples, plus the penalty, and its gradient by every parameter.",
            $"public {Type} Backpropagate(Samples §samples, global::System.Span<{Type}> §gradients)", $"return Backpropagate({spans}, §gradients);");
        _writer.Line();
        Member($"double global::BackpropGen.ITrainable<{SamplesType}>.Evaluate({SamplesType} §samples)", "return Evaluate(§samples);");
        WriteTrainOfRows(columns);
        if (_shape.IsClassifier)
        {
            WriteAccuracy();
        }
    }

    private void WriteTrainOfRows(List<ColumnShape> columns)
    {
        var body = new List<string>();
        foreach (var column in columns)
        {
            string size = Names.Number(column.Shape.Size);
            body.Add($"using var {column.Name}Rows = {(column.ElementType == "int" ? "_modelIndexes" : "_modelWorkspaces")}.Rent((long)§rows.Length * {size});");
            body.Add($"Execution::Rows.Copy(§samples.{column.Property}.Span, {size}, §rows, {column.Name}Rows.Span);");
        }

        body.Add($"return Train({Names.List(columns.Select(static column => column.Name + "Rows.Span"))}, §optimizer);");
        _writer.Line();
        Member(
            $"double global::BackpropGen.ITrainable<{SamplesType}>.Train({SamplesType} §samples, global::System.ReadOnlySpan<int> §rows, global::BackpropGen.Optimizer §optimizer)",
            [.. body]);
    }

    private void WriteAccuracy()
    {
        var output = _shape.Outputs[0];
        var label = _shape.Targets[0];
        string classes = Names.Number(output.Shape.Size), labels = $"§samples.{label.Property}.Span";
        Method(
            "The share of samples whose largest output is at their label, 0 to 1.",
            "public double Accuracy(Samples §samples)",
            $"Execution::Labels.Require({labels}, {Names.Number(label.Classes)}, {Names.Literal(label.Name)});",
            $"using var §outputs = _modelWorkspaces.Rent((long)§samples.Count * {classes});",
            $"Predict({Names.List(_shape.Inputs.Select(static column => $"§samples.{column.Property}.Span"))}, §outputs.Span);",
            $"return (double)Execution::Classification.CountCorrect<{Type}>(§outputs.Span, {classes}, {labels}) / §samples.Count;");
    }

    private void WriteSamples()
    {
        var columns = _shape.Columns.ToList();
        var first = columns[0];
        _writer.Line();
        _writer.Line("/// <summary>Samples of the model, one column for each input and target, row by row.</summary>");
        foreach (var column in columns)
        {
            _writer.Line($"/// <param name=\"{column.Property}\">Shape {column.Shape} of each sample.</param>");
        }

        string parameters = Names.List(columns.Select(static column => $"global::System.ReadOnlyMemory<{column.ElementType}> {column.Property}"));
        _writer.Open($"public readonly record struct Samples({parameters}) : global::BackpropGen.ISamples<{SamplesType}>");
        _writer.Line("/// <summary>The number of samples.</summary>");
        _writer.Line($"public int Count => {first.Property}.Length / {Names.Number(first.Shape.Size)};");
        _writer.Line();
        _writer.Line("/// <summary>Consecutive samples, without copying.</summary>");
        _writer.Line($"public Samples Slice(int start, int count) => new({Names.List(columns.Select(static column => Scaled($"{column.Property}.Slice", column.Shape.Size)))});");
        _writer.Line();
        _writer.Line("/// <summary>Some samples, copied, in the order given.</summary>");
        _writer.Line($"public Samples Select(global::System.ReadOnlySpan<int> rows) => new({Names.List(columns.Select(static column => $"Execution::Rows.Select({column.Property}, {Names.Number(column.Shape.Size)}, rows)"))});");
        _writer.Close();
    }

    private static string Scaled(string method, int size) => size == 1
        ? $"{method}(start, count)"
        : $"{method}(start * {Names.Number(size)}, count * {Names.Number(size)})";
}
