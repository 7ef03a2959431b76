using System;
using System.Globalization;
using System.IO;
using System.Linq;
using BackpropGen;
using BackpropGen.Console;
using BackpropGen.Samples.Digits;
using Spectre.Console;

return Options.Command(Run).Parse(args).Invoke();

static int Run(Options options)
{
    try
    {
        return Train(options);
    }
    catch (Exception e) when (e is CsvFormatException or IOException or UnauthorizedAccessException or TrainingDivergedException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
}

static int Train(Options options)
{
    var (train, test) = DigitData.Read(options.Data).Split(0.8, options.Seed);
    var model = new DigitClassifier();
    model.Initialize(options.Seed);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{train.Count} training and {test.Count} test images, {model.Parameters.Length} parameters"));

    var trainer = new Trainer<DigitClassifier, DigitClassifier.Samples>(model)
    {
        Optimizer = new Adam(options.LearningRate),
        BatchSize = options.BatchSize,
        Seed = options.Seed,
        Progress = new TrainingProgressBar(),
    };
    trainer.Fit(train, test, options.Epochs);

    model.Save(options.Save.FullName);
    var reloaded = DigitClassifier.Load(options.Save.FullName);
    float[] logits = Predict(model, test), again = Predict(reloaded, test);
    if (!logits.SequenceEqual(again))
    {
        Console.Error.WriteLine($"The model reloaded from {options.Save} predicts something else.");
        return 1;
    }

    Console.WriteLine($"saved to {options.Save}, reloaded: predicts the same");
    if (!Console.IsOutputRedirected)
    {
        Draw(test, logits);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy: {reloaded.Accuracy(test):F4}"));
    return 0;
}

static float[] Predict(DigitClassifier model, DigitClassifier.Samples samples)
{
    var logits = new float[samples.Count * 10];
    model.Predict(samples.Image.Span, logits);
    return logits;
}

static void Draw(DigitClassifier.Samples samples, float[] logits) =>
    ImagePrinter.Print(AnsiConsole.Console, [.. Enumerable.Range(0, Math.Min(8, samples.Count)).Select(i =>
    {
        int predicted = logits.AsSpan(i * 10, 10).IndexOf(logits.AsSpan(i * 10, 10).ToArray().Max());
        string verdict = predicted == samples.Digit.Span[i] ? $"{predicted}" : $"{predicted}, is {samples.Digit.Span[i]}";
        return new CaptionedImage(samples.Image.Slice(i * 64, 64), 8, verdict);
    })]);
