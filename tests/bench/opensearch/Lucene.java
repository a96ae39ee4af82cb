/*
 * An export tried in Lucene itself, the library under OpenSearch and Elasticsearch: index.json is
 * made into an analyzer of its parts, the bulk files are indexed with positions, and each quotation
 * of acceptance.json is asked as `match_phrase` asks it.
 *
 *   java -cp JARS Lucene.java FOLDER [--cjk-bigram]
 *
 * With --cjk-bigram the tokens are those of the filter cjk_bigram, for comparison.
 */

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

public class Lucene {
    static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        boolean cjkBigram = arguments.length > 1 && arguments[1].equals("--cjk-bigram");
        JsonNode index = JSON.readTree(folder.resolve("index.json").toFile());
        Analyzer analyzer = new Quotation(index, cjkBigram);
        Directory directory = FSDirectory.open(Files.createTempDirectory("lucene"));
        long started = System.nanoTime();
        int count = fill(directory, analyzer, folder.resolve("bulk"));
        System.out.printf("%d entries indexed in %.1f s%n", count, (System.nanoTime() - started) / 1e9);
        ask(directory, analyzer, JSON.readTree(folder.resolve("acceptance.json").toFile()));
    }

    /** As the engines do it: a value of an array is a field of its own, `_id` the entry. */
    static int fill(Directory directory, Analyzer analyzer, Path bulk) throws Exception {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(bulk, "*.ndjson")) {
            found.forEach(files::add);
        }
        files.sort(null);
        int count = 0;
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (Path file : files) {
                try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    for (String action; (action = lines.readLine()) != null; count++) {
                        String id = JSON.readTree(action).get("index").get("_id").asText();
                        JsonNode source = JSON.readTree(lines.readLine());
                        Document document = new Document();
                        document.add(new StringField("_id", id, Field.Store.YES));
                        for (JsonNode words : source.get("words")) {
                            document.add(new TextField("words", words.asText(), Field.Store.NO));
                        }
                        writer.addDocument(document);
                    }
                }
            }
        }
        return count;
    }

    static void ask(Directory directory, Analyzer analyzer, JsonNode asked) throws Exception {
        int right = 0;
        int all = 0;
        long took = 0;
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (JsonNode each : asked) {
                all++;
                long started = System.nanoTime();
                Query query = new QueryBuilder(analyzer).createPhraseQuery("words", each.get("quotation").asText());
                TreeSet<String> found = new TreeSet<>();
                for (ScoreDoc hit : searcher.search(query == null ? new MatchNoDocsQuery() : query, 10000).scoreDocs) {
                    found.add(searcher.doc(hit.doc).get("_id"));
                }
                took += System.nanoTime() - started;
                TreeSet<String> expected = new TreeSet<>();
                each.get("entries").forEach(entry -> expected.add(entry.asText()));
                if (found.equals(expected)) {
                    right++;
                } else {
                    System.out.printf(
                        "%s «%s»: %d expected, %d found%n",
                        each.get("kind").asText(), each.get("quotation").asText(), expected.size(), found.size());
                }
            }
        }
        System.out.printf("%d of %d exactly right, %.1f ms each%n", right, all, took / 1e6 / Math.max(1, all));
    }

    /** The analyzer of index.json, made of the same parts of Lucene that the engines take. */
    static class Quotation extends Analyzer {
        final JsonNode filters;
        final JsonNode names;
        final boolean cjkBigram;
        final List<Pattern> patterns = new ArrayList<>();
        final NormalizeCharMap mapping;
        final int gap;

        Quotation(JsonNode index, boolean cjkBigram) {
            JsonNode analysis = index.get("settings").get("analysis");
            JsonNode properties = index.get("mappings").get("properties").get("words");
            this.filters = analysis.get("char_filter");
            this.names = analysis.get("analyzer").get(properties.get("analyzer").asText()).get("char_filter");
            this.gap = properties.get("position_increment_gap").asInt();
            this.cjkBigram = cjkBigram;
            NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
            for (JsonNode rule : filters.get("folding").get("mappings")) {
                Matcher parts = Pattern.compile("(.*)\\s*=>\\s*(.*)\\s*$").matcher(rule.asText());
                parts.find();
                builder.add(unescaped(parts.group(1).trim()), unescaped(parts.group(2).trim()));
            }
            this.mapping = builder.build();
            for (JsonNode name : names) {
                JsonNode filter = filters.get(name.asText());
                patterns.add(filter.has("pattern") ? Pattern.compile(filter.get("pattern").asText()) : null);
            }
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
            for (int at = 0; at < names.size(); at++) {
                JsonNode filter = filters.get(names.get(at).asText());
                reader = patterns.get(at) == null
                    ? new MappingCharFilter(mapping, reader)
                    : new PatternReplaceCharFilter(patterns.get(at), filter.get("replacement").asText(), reader);
            }
            return reader;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer tokenizer = cjkBigram ? new StandardTokenizer() : new NGramTokenizer(2, 2);
            TokenStream tokens = cjkBigram ? new CJKBigramFilter(tokenizer) : tokenizer;
            return new TokenStreamComponents(tokenizer, tokens);
        }

        @Override
        public int getPositionIncrementGap(String field) {
            return gap;
        }

        static String unescaped(String text) {
            return Pattern.compile("\\\\u([0-9A-F]{4})").matcher(text)
                .replaceAll(code -> Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(code.group(1), 16))));
        }
    }
}
